/** The machine that shows the page; key caps and key names follow it. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
