import type { MenuItemConstructorOptions } from 'electron'

/** A key of the page, pressed from the menu: the page has one table of keys and the menu adds no second way in. */
export interface PageKey {
  readonly keyCode: string
  readonly modifiers: ReadonlyArray<'control' | 'meta' | 'shift' | 'alt'>
}

interface MenuActs {
  readonly platform: NodeJS.Platform
  readonly packaged: boolean
  pressKey(key: PageKey): void
  showLibraryFolder(): void
  showLogFolder(): void
}

/** The application's menu. Items that the page has a key for show that key and press it; the page itself handles the key when typed. */
export function menuTemplate(acts: MenuActs): MenuItemConstructorOptions[] {
  const mac = acts.platform === 'darwin'
  const main = mac ? 'meta' : 'control'
  const page = (label: string, accelerator: string, key: PageKey): MenuItemConstructorOptions => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: () => acts.pressKey(key),
  })
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  if (!acts.packaged) view.push({ type: 'separator' }, { role: 'toggleDevTools' })
  return [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        page('Import…', 'CmdOrCtrl+O', { keyCode: 'O', modifiers: [main] }),
        { type: 'separator' },
        { label: 'Show library folder', click: acts.showLibraryFolder },
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    { label: '&View', submenu: view },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        page('All keys', '?', { keyCode: '?', modifiers: ['shift'] }),
        page('Find any act…', 'CmdOrCtrl+K', { keyCode: 'K', modifiers: [main] }),
        { type: 'separator' },
        { label: 'Show log folder', click: acts.showLogFolder },
      ],
    },
  ]
}
