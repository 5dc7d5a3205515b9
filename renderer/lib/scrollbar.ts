/** Tells the style sheets how wide a scroll bar is here (0 where it floats), so that scrolled content ends on the page's edge. */
export function measureScrollbar(): void {
  const probe = document.createElement('div')
  probe.style.cssText =
    'position:absolute;visibility:hidden;overflow-y:auto;scrollbar-gutter:stable;width:50px;height:50px'
  document.body.append(probe)
  document.documentElement.style.setProperty('--scrollbar', `${probe.offsetWidth - probe.clientWidth}px`)
  probe.remove()
}
