import '@fontsource-variable/inter/wght.css'
import '../ui/tokens.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { GuestApp } from './GuestApp.tsx'
import { stayWhereWeWere } from './stay.ts'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const paint = () => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'
}
paint()
dark.addEventListener('change', paint)
stayWhereWeWere()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <GuestApp />
  </StrictMode>,
)
