import { fireEvent, screen } from '@testing-library/react'
import { createRef } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { Composer } from '../../../renderer/features/review/composer/Composer.tsx'
import { PlayerContext } from '../../../renderer/features/review/player/playerContext.ts'
import { createRoom, draftOf, type Room } from '../../../renderer/features/review/room/Room.ts'
import { RoomContext } from '../../../renderer/features/review/room/roomContext.ts'
import type { RoomPerson } from '../../../renderer/features/review/room/roomPeople.ts'
import { useSpeaker } from '../../../renderer/lib/speaker.ts'
import { renderPart } from '../renderPart.tsx'

vi.mock('../../../renderer/lib/api.ts', () => ({
  api: { comments: { add: () => new Promise(() => undefined) } },
}))

const marcus: RoomPerson = {
  id: 'person:mb',
  name: 'Marcus Bell',
  role: 'coach',
  roleName: 'Coach',
  colour: 'p1',
  present: true,
}
const ana: RoomPerson = {
  ...marcus,
  id: 'person:ar',
  name: 'Ana Reyes',
  role: 'teacher',
  roleName: 'Teacher',
  colour: 'p2',
}
const rubric: RubricView = {
  id: 'rubric:practice',
  title: 'Classroom practice',
  template: true,
  levels: [
    { code: '1', label: 'Beginning' },
    { code: '2', label: 'Secure' },
  ],
  domains: [
    {
      title: 'Climate',
      criteria: [
        { code: 'A1', title: 'Warmth' },
        { code: 'A2', title: 'Routines' },
      ],
    },
  ],
}
let room: Room
const switchSpeaker = vi.fn()

function show({ readOnly = false } = {}) {
  return renderPart(
    <RoomContext value={room}>
      <PlayerContext value={room.player}>
        <Composer
          people={[marcus, ana]}
          durationMs={60_000}
          rubric={rubric}
          rubrics={[rubric]}
          pauseWhileTyping
          readOnly={readOnly}
          field={createRef()}
          onSwitchSpeaker={switchSpeaker}
        />
      </PlayerContext>
    </RoomContext>,
  )
}

beforeEach(() => {
  localStorage.clear()
  room = createRoom('lesson:1')
  room.player.describe({ durationMs: 60_000, offsetMs: 0 })
  useSpeaker.setState({ present: [marcus.id, ana.id], speaker: marcus.id })
})
afterEach(() => vi.clearAllMocks())

const field = () => screen.getByRole('textbox', { name: 'Comment by Marcus Bell' })
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })

describe('the composer', () => {
  it('fixes the moment at the first letter, and says it', () => {
    room.player.seekTo(12_000)
    show()
    type('Y')
    room.player.seekTo(30_000)
    type('You wait')
    expect(screen.getByRole('button', { name: /^Time ?0:12/ })).toBeDefined()
    expect(draftOf(room, marcus.id).place).toEqual({ atMs: 12_000 })
  })

  it('puts a comment on the screen in the same turn as the press on Save, and is empty again', () => {
    show()
    type('You wait four seconds.')
    fireEvent.click(screen.getByRole('button', { name: /^Save/ }))
    expect(room.unsaved.getState()).toMatchObject([
      { text: 'You wait four seconds.', speaker: marcus.id, state: 'saving' },
    ])
    expect(field()).toHaveProperty('value', '')
  })

  it('cannot save without words, and says why', () => {
    show()
    const save = screen.getByRole('button', { name: /^Save/ })
    expect(save).toHaveProperty('disabled', true)
    expect(save.title).toBe('Write a few words first')
  })

  it('tags with a press and rates with another; the level keys need a criterion first', () => {
    show()
    const level = screen.getByRole('button', { name: 'Level 2, Secure' })
    expect(level.getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(screen.getByRole('button', { name: 'A2 Routines' }))
    fireEvent.click(screen.getByRole('button', { name: 'Level 2, Secure' }))
    expect(draftOf(room, marcus.id).tags).toEqual([{ rubricId: rubric.id, code: 'A2', level: '2' }])
    expect(screen.getByRole('button', { name: 'A2 Routines' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('hands the word over with Tab, and lets Shift+Tab leave the field', () => {
    show()
    expect(fireEvent.keyDown(field(), { key: 'Tab', shiftKey: true })).toBe(true)
    expect(switchSpeaker).not.toHaveBeenCalled()
    expect(fireEvent.keyDown(field(), { key: 'Tab' })).toBe(false)
    expect(switchSpeaker).toHaveBeenCalledOnce()
  })

  it('offers to swap a range that was typed backwards', () => {
    show()
    fireEvent.click(screen.getByRole('button', { name: /^Time.*now/ }))
    const time = screen.getByRole('textbox', { name: 'Time or range' })
    fireEvent.change(time, { target: { value: '0:40 – 0:19' } })
    fireEvent.keyDown(time, { key: 'Enter' })
    expect(screen.getByRole('alert').textContent).toContain('The end is before the start.')
    fireEvent.click(screen.getByRole('button', { name: 'Swap' }))
    expect(draftOf(room, marcus.id).place).toEqual({ atMs: 19_000, toMs: 40_000 })
  })

  it('says so where the library is read-only, and takes no words', () => {
    show({ readOnly: true })
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.getByText(/read-only/)).toBeDefined()
  })
})
