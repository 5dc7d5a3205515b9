import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { queryClient } from '../lib/queryClient.ts'
import { useSettings } from '../lib/settings.ts'
import { darkQuery, rememberedTheme, rememberTheme, schemeOf } from '../lib/theme.ts'
import { cssVariablesResolver, theme } from '../ui/theme.ts'

/** Everything a screen stands on: theme, data, address. */
export function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Themed>
        <Router hook={useHashLocation}>{children}</Router>
      </Themed>
    </QueryClientProvider>
  )
}

const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

function subscribeDark(changed: () => void): () => void {
  const media = window.matchMedia(darkQuery)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

/** Keeps tokens.css (`data-theme`) and Mantine's colour scheme in step with the setting and the system. */
function Themed({ children }: { readonly children: ReactNode }) {
  const [remembered] = useState(rememberedTheme)
  const choice = useSettings().data?.theme ?? remembered
  const systemIsDark = useSyncExternalStore(subscribeDark, () => window.matchMedia(darkQuery).matches)
  const scheme = schemeOf(choice, systemIsDark)
  useEffect(() => {
    document.documentElement.dataset.theme = scheme
    rememberTheme(choice)
  }, [scheme, choice])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={scheme}
      getStyleNonce={styleNonce}
      deduplicateInlineStyles
    >
      {children}
    </MantineProvider>
  )
}
