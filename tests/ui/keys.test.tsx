import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { type Act, useKeyListener, useKeys } from '../../renderer/lib/keys.ts'
import { renderPart } from './renderPart.tsx'

function Page({ acts }: { readonly acts: readonly Act[] }) {
  useKeyListener()
  useKeys(acts)
  return (
    <>
      <input aria-label="Words" />
      <button type="button">Press</button>
      <input type="range" aria-label="Steer" />
    </>
  )
}

function Dialog({ acts }: { readonly acts: readonly Act[] }) {
  useKeys(acts, { modal: true })
  return null
}

const act = (part: Partial<Act> & Pick<Act, 'run'>): Act => ({
  id: 'a',
  title: 'Act',
  group: 'Here',
  ...part,
})
const press = (target: Element, key: string, more: object = {}) =>
  fireEvent.keyDown(target, { key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key, ...more })

describe('keys', () => {
  it('run their act, and keep the browser from its own', () => {
    const run = vi.fn()
    renderPart(<Page acts={[act({ keys: ['k'], run })]} />)
    expect(press(document.body, 'k')).toBe(false)
    expect(run).toHaveBeenCalledOnce()
  })

  it('leave letters to whoever types, but not acts with Ctrl or those meant for fields', () => {
    const run = vi.fn()
    const save = vi.fn()
    const pass = vi.fn()
    renderPart(
      <Page
        acts={[
          act({ id: 'letter', keys: ['k'], run }),
          act({ id: 'save', keys: ['mod+enter'], run: save }),
          act({ id: 'pass', keys: ['tab'], run: pass, inFields: true }),
        ]}
      />,
    )
    const field = screen.getByLabelText('Words')
    press(field, 'k')
    press(field, 'Enter', { ctrlKey: true })
    press(field, 'Tab')
    expect(run).not.toHaveBeenCalled()
    expect(save).toHaveBeenCalledOnce()
    expect(pass).toHaveBeenCalledOnce()
  })

  it('leave Space to a button and arrows to a slider', () => {
    const play = vi.fn()
    const jump = vi.fn()
    renderPart(
      <Page
        acts={[
          act({ id: 'play', keys: ['space'], run: play }),
          act({ id: 'jump', keys: ['arrowleft'], run: jump }),
        ]}
      />,
    )
    press(screen.getByRole('button'), ' ')
    press(screen.getByLabelText('Steer'), 'ArrowLeft')
    expect(play).not.toHaveBeenCalled()
    expect(jump).not.toHaveBeenCalled()
    press(document.body, ' ')
    press(screen.getByRole('button'), 'ArrowLeft')
    expect(play).toHaveBeenCalledOnce()
    expect(jump).toHaveBeenCalledOnce()
  })

  it('of the page are silent while a dialog is open', () => {
    const run = vi.fn()
    const confirm = vi.fn()
    const page = <Page acts={[act({ keys: ['k'], run })]} />
    const { show } = renderPart(
      <>
        {page}
        <Dialog acts={[act({ id: 'confirm', keys: ['y'], run: confirm })]} />
      </>,
    )
    press(document.body, 'k')
    press(document.body, 'y')
    expect(run).not.toHaveBeenCalled()
    expect(confirm).toHaveBeenCalledOnce()
    show(page)
    press(document.body, 'k')
    press(document.body, 'y')
    expect(run).toHaveBeenCalledOnce()
    expect(confirm).toHaveBeenCalledOnce()
  })

  it('run what the act is now, not what it was at first', () => {
    const first = vi.fn()
    const second = vi.fn()
    const { show } = renderPart(<Page acts={[act({ keys: ['k'], run: first })]} />)
    show(<Page acts={[act({ keys: ['k'], run: second })]} />)
    press(document.body, 'k')
    expect(first).not.toHaveBeenCalled()
    expect(second).toHaveBeenCalledOnce()
  })

  it('do nothing while their act is disabled, and nothing in the middle of a word being composed', () => {
    const run = vi.fn()
    const { show } = renderPart(<Page acts={[act({ keys: ['k'], run, disabled: true })]} />)
    press(document.body, 'k')
    show(<Page acts={[act({ keys: ['k'], run })]} />)
    press(document.body, 'k', { isComposing: true })
    expect(run).not.toHaveBeenCalled()
    press(document.body, 'k')
    expect(run).toHaveBeenCalledOnce()
  })
})
