import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { Providers } from './app/Providers.tsx'
import { warmUpScreen } from './app/screenModules.ts'
import { measureScrollbar } from './lib/scrollbar.ts'
import { paintRememberedTheme } from './lib/theme.ts'
import { launchToken, takeTokenFromAddress } from './lib/token.ts'
import { warmUp } from './lib/warmUp.ts'

takeTokenFromAddress()
paintRememberedTheme()
measureScrollbar()
if (launchToken() !== null) {
  warmUp()
  warmUpScreen()
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <Providers>
      <App />
    </Providers>
  </StrictMode>,
)
