import { act, fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useGuestRoom } from '../../../renderer/guest/guestRoom.ts'
import { setIn, setOut } from '../../../renderer/guest/range.ts'
import { Timeline } from '../../../renderer/guest/Timeline.tsx'
import { Together } from '../../../renderer/guest/Together.tsx'
import { comment, guestRoom, person } from './room.tsx'

const marks = (container: HTMLElement) => [...container.querySelectorAll<HTMLElement>('[data-mark]')]

describe('the bar of a guest in a browser', () => {
  it('is a slider that goes by keys within the lesson, and ends the following as the main room does', () => {
    const picture = guestRoom([])
    render(
      <>
        <Together picture={picture} />
        <Timeline picture={picture} />
      </>,
    )
    const slider = screen.getByRole('slider', { name: 'Playhead' })
    expect(slider.getAttribute('aria-valuemax')).toBe('100')
    const follow = screen.getByRole('button', { name: /Follow Ana/ })
    expect(follow.getAttribute('aria-pressed')).toBe('true')
    const go = (key: string) => {
      fireEvent.keyDown(slider, { key })
      return slider.getAttribute('aria-valuetext')
    }
    expect(go('ArrowRight')).toBe('0:05')
    expect(follow.getAttribute('aria-pressed')).toBe('false')
    expect(screen.getByRole('status').textContent).toBe(
      'You look for yourself now. Shift F follows Ana again.',
    )
    expect(go('PageUp')).toBe('1:05')
    expect(go('ArrowUp')).toBe('1:10')
    expect(go('End')).toBe('1:40')
    expect(go('ArrowRight')).toBe('1:40')
    expect(go('ArrowLeft')).toBe('1:35')
    expect(go('Home')).toBe('0:00')
    expect(go('ArrowLeft')).toBe('0:00')
    // What is none of its keys is the page’s.
    expect(fireEvent.keyDown(slider, { key: 'c' })).toBe(true)
    expect(fireEvent.keyDown(slider, { key: 'Home', ctrlKey: true })).toBe(true)
    act(() => picture.setFollows(true))
    expect(screen.getByRole('status').textContent).toBe('')
    expect(slider.getAttribute('aria-valuetext')).toBe('0:20')
  })

  it('has a lane for each who said something, with moments and stretches where they belong', () => {
    const ben = { id: 'person:Ben' as const, name: 'Ben', role: 'peer' }
    const picture = guestRoom([
      comment('a moment', { atMs: 25_000 }),
      comment('a stretch', { atMs: 50_000, toMs: 60_000, author: ben }),
    ])
    const { container } = render(<Timeline picture={picture} />)
    const [moment, stretch] = marks(container)
    expect([moment?.dataset.shape, moment?.style.left, moment?.style.top]).toEqual(['point', '25%', '25%'])
    expect([stretch?.dataset.shape, stretch?.style.left, stretch?.style.width, stretch?.style.top]).toEqual([
      'range',
      '50%',
      '10%',
      '75%',
    ])
    expect(stretch?.title).toBe('Noticing by Ben from 0:50 to 1:00: a stretch')
    expect(moment?.dataset.person).not.toBe(stretch?.dataset.person)
  })

  it('shows where each of the others is by their name, as the host tells it', () => {
    const picture = guestRoom([])
    render(<Timeline picture={picture} />)
    expect(screen.getByTestId('heads').textContent).toBe('Ana')
    expect(screen.getByTestId('heads').querySelector('i')?.style.left).toBe('20%')
    const ben = person('guest-2', { name: 'Ben' })
    act(() => useGuestRoom.setState({ people: [...useGuestRoom.getState().people, ben] }))
    expect(screen.getByTestId('heads').textContent).toBe('Ana, Ben')
    act(() => useGuestRoom.setState({ people: [{ ...ben, here: false }] }))
    expect(screen.getByTestId('heads').textContent).toBe('')
  })

  it('shows the range that is set, whichever end was set first', () => {
    const picture = guestRoom([])
    render(<Timeline picture={picture} />)
    picture.goTo(60_000)
    act(() => setIn(picture))
    expect(screen.getByTestId('range').dataset.ends).toBe('in')
    picture.goTo(40_000)
    act(() => setOut(picture))
    const { left, width } = screen.getByTestId('range').style
    expect([left, width]).toEqual(['40%', '20%'])
  })
})
