import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { queryClient } from '../../renderer/lib/queryClient.ts'
import { theme } from '../../renderer/ui/theme.ts'

/** Renders a part with what every part stands on; `path` is where in the app it is. */
export function renderPart(part: ReactNode, path = '/library') {
  const location = memoryLocation({ path, record: true })
  const around = (child: ReactNode) => (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} env="test">
        <Router hook={location.hook}>{child}</Router>
      </MantineProvider>
    </QueryClientProvider>
  )
  const view = render(around(part))
  return { ...view, history: location.history, show: (next: ReactNode) => view.rerender(around(next)) }
}
