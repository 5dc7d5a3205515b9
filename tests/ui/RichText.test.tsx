import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { RichText } from '../../renderer/ui/RichText.tsx'
import { renderPart } from './renderPart.tsx'

const hostile = [
  '<script>window.hit = 1</script>',
  '<img src=x onerror="window.hit = 1">',
  '<a href="javascript:window.hit=1">x</a>',
  '[x](javascript:window.hit=1)',
  '[x](data:text/html,<script>window.hit=1</script>)',
  '![x](https://example.org/pixel.png)',
  '> <svg onload=window.hit=1>',
  '- <iframe src="https://example.org"></iframe>',
  '**<b onclick="window.hit=1">x</b>**',
  '[<img src=x onerror=window.hit=1>](https://example.org)',
]

describe('words of people', () => {
  it.each(hostile)('%j makes no element but our own', typed => {
    const { container } = renderPart(<RichText text={typed} onTime={() => undefined} />)
    const names = new Set([...container.querySelectorAll('*')].map(({ localName }) => localName))
    for (const name of ['script', 'img', 'svg', 'iframe', 'b']) expect(names).not.toContain(name)
    for (const element of container.querySelectorAll('*'))
      expect(element.getAttributeNames().filter(name => name.startsWith('on'))).toEqual([])
    for (const link of container.querySelectorAll('a')) expect(link.protocol).toMatch(/^(?:https?|mailto):$/)
    expect(window).not.toHaveProperty('hit')
  })

  it('open links outside, without telling where they come from', () => {
    renderPart(<RichText text="[the plan](https://example.org/a)" />)
    const link = screen.getByRole('link', { name: 'the plan' })
    expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
      'https://example.org/a',
      '_blank',
      'noopener noreferrer',
    ])
  })

  it('go to a time within the lesson, and leave one beyond its end as it is', () => {
    const went = vi.fn()
    renderPart(<RichText text="At 0:12, and at 9:59." durationMs={60_000} onTime={went} />)
    fireEvent.click(screen.getByRole('button', { name: 'Go to 0:12' }))
    expect(went).toHaveBeenCalledExactlyOnceWith(12_000)
    expect(screen.getAllByRole('button')).toHaveLength(1)
    expect(document.body.textContent).toContain('and at 9:59.')
  })

  it('show quotes, lists, bold and italic', () => {
    const { container } = renderPart(<RichText text={'> said\n\n1. **one**\n2. *two*\n- dot'} />)
    expect(container.querySelector('blockquote')?.textContent).toBe('said')
    expect([...container.querySelectorAll('ol > li')].map(item => item.textContent)).toEqual(['one', 'two'])
    expect(container.querySelector('strong')?.textContent).toBe('one')
    expect(container.querySelector('em')?.textContent).toBe('two')
    expect(container.querySelector('ul')?.textContent).toBe('dot')
  })
})
