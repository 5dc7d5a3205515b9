import { describe, expect, it, vi } from 'vitest'
import { menuTemplate, type PageKey } from '../../../electron/main/menu.ts'

function acts(platform: NodeJS.Platform, packaged = true) {
  return {
    platform,
    packaged,
    pressKey: vi.fn<(key: PageKey) => void>(),
    showLibraryFolder: vi.fn(),
    showLogFolder: vi.fn(),
  }
}

function find(platform: NodeJS.Platform, label: string) {
  const given = acts(platform)
  const all = menuTemplate(given).flatMap(item => (Array.isArray(item.submenu) ? item.submenu : []))
  return { item: all.find(entry => entry.label === label), given }
}

describe('the menu', () => {
  it.each([
    ['darwin', 'meta'],
    ['win32', 'control'],
    ['linux', 'control'],
  ] as const)('on %s presses the page’s own key for Import', (platform, modifier) => {
    const { item, given } = find(platform, 'Import…')
    expect(item?.registerAccelerator).toBe(false)
    item?.click?.(undefined as never, undefined as never, undefined as never)
    expect(given.pressKey).toHaveBeenCalledWith({ keyCode: 'O', modifiers: [modifier] })
  })
  it('has the application menu on a Mac only', () => {
    expect(menuTemplate(acts('darwin'))[0]).toEqual({ role: 'appMenu' })
    expect(menuTemplate(acts('linux')).some(item => item.role === 'appMenu')).toBe(false)
  })
  it('offers developer tools only from a checkout', () => {
    const has = (packaged: boolean) =>
      JSON.stringify(menuTemplate(acts('linux', packaged))).includes('toggleDevTools')
    expect(has(true)).toBe(false)
    expect(has(false)).toBe(true)
  })
})
