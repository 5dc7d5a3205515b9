import { act, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { Conversation } from '../../../renderer/guest/Conversation.tsx'
import { drawingsOn } from '../../../renderer/guest/Drawings.tsx'
import { Timeline } from '../../../renderer/guest/Timeline.tsx'
import { Together } from '../../../renderer/guest/Together.tsx'
import { HostNotes } from '../../../renderer/guest/UnsentWords.tsx'
import { useUnsent } from '../../../renderer/guest/unsent.ts'
import { ShapeSheet } from '../../../renderer/ui/drawing/ShapeSheet.tsx'
import { hostileWords } from '../../fixtures/hostileWords.ts'
import { comment, guestRoom, person } from './room.tsx'

const picture = { width: 320, height: 240 }

// jsdom has no canvas to measure letters on, and says so at each one.
beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

describe('words of others on the page of a guest in a browser', () => {
  it.each(hostileWords)('%j is nothing but words, wherever it stands', words => {
    const author = { id: 'person:evil' as const, name: words, role: 'coach' }
    const drawing = {
      id: 'drawing:evil' as const,
      picture,
      shapes: [{ kind: 'text' as const, x: 1, y: 1, sizePx: 20, text: words }],
    }
    const comments = [
      comment('evil', {
        author,
        text: words,
        toMs: 9000,
        drawings: [drawing],
        replies: [{ id: 'reply:evil', author, text: words, createdAtMs: 0 }],
      }),
    ]
    const people = [
      person('host', { personId: author.id, name: words }),
      person('guest-1', { name: words }),
      person('guest-2', { name: words }),
    ]
    const shown = guestRoom(comments, { people, hostName: words, lost: true })
    useUnsent.setState({
      all: [
        {
          what: 'reply',
          draft: 'd',
          by: author.id,
          byName: words,
          commentId: 'comment:x',
          text: words,
          problem: words,
        },
      ],
    })
    onTestFinished(() => useUnsent.setState({ all: [] }))
    const drawn = drawingsOn('recording:r', true, comments, [])
    const { container } = render(
      <>
        <Together picture={shown} />
        <ShapeSheet size={picture} shown={drawn} dimmedBy={drawn} />
        <Timeline picture={shown} />
        <HostNotes />
        <Conversation picture={shown} />
      </>,
    )
    act(() => shown.goTo(1000))
    // Each part shows them, and shows them as they are.
    const plain = words.replace(/\s+/g, ' ').trim()
    const text = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ') ?? ''
    for (const part of [
      screen.getByTestId('heads'),
      screen.getByRole('region', { name: 'Live review' }),
      screen.getByRole('region', { name: 'Not with the host yet' }),
      screen.getByTestId('drawings'),
    ])
      expect(text(part)).toContain(plain)
    expect(container.querySelector('[data-mark]')?.getAttribute('title')).toContain(words.slice(0, 120))
    for (const name of ['script', 'img', 'iframe', 'math', 'style', 'noscript'])
      expect(container.querySelector(name)).toBeNull()
    for (const element of container.querySelectorAll('*'))
      expect(element.getAttributeNames().filter(name => name.startsWith('on'))).toEqual([])
    for (const link of container.querySelectorAll('a')) expect(link.protocol).toMatch(/^(?:https?|mailto):$/)
    expect(window).not.toHaveProperty('hit')
  })
})
