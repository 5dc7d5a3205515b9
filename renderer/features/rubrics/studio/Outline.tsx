import { type DragEvent, type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import type { DomainColour } from '../../../../electron/contract/records/rubric.ts'
import { colourOf, criterionKeys } from '../../../../electron/contract/rubric/criterionKeys.ts'
import { CodeSquare } from '../../../ui/CriterionBadge.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { bindChosen, moveChosen, removeChosen } from './deskActs.ts'
import { useDesk, useDeskState } from './deskContext.ts'
import { type Drop, moveTo } from './edits.ts'
import classes from './Outline.module.css'
import { letters, soundBody } from './soundBody.ts'
import type { Typed } from './typed.ts'

/** One line of the outline: the rubric, a domain or a criterion. */
interface Line {
  readonly uid: string | undefined
  readonly on: 'rubric' | 'domain' | 'criterion'
  readonly code: string
  readonly title: string
  readonly colour: DomainColour
  readonly digit: number | undefined
  /** Where something dropped before it, and behind it, goes. */
  readonly before: Drop
  readonly after: Drop
  readonly end: string
}

function linesOf(typed: Typed): Line[] {
  const { body } = soundBody(typed)
  const digits = new Map([...criterionKeys(body)].map(([digit, code]) => [code, digit]))
  const nowhere = { at: 0 }
  const lines: Line[] = [
    {
      uid: undefined,
      on: 'rubric',
      code: '',
      title: 'Title, source and levels',
      colour: 'dA',
      digit: undefined,
      before: nowhere,
      after: nowhere,
      end: '',
    },
  ]
  for (const [place, domain] of typed.domains.entries()) {
    const colour = colourOf(domain, place)
    lines.push({
      uid: domain.uid,
      on: 'domain',
      code: letters(place),
      title: domain.title.trim() || 'Untitled domain',
      colour,
      digit: undefined,
      before: { at: place },
      after: { domain: domain.uid, at: 0 },
      end: String(domain.criteria.length),
    })
    for (const [at, criterion] of domain.criteria.entries()) {
      const code = body.domains[place]?.criteria[at]?.code ?? ''
      lines.push({
        uid: criterion.uid,
        on: 'criterion',
        code,
        title: criterion.title.trim() || 'Untitled criterion',
        colour,
        digit: digits.get(code),
        before: { domain: domain.uid, at },
        after: { domain: domain.uid, at: at + 1 },
        end: '',
      })
    }
  }
  return lines
}

/** The rubric's parts in their order: chosen and moved here, by keys or by drag. */
export function Outline() {
  const desk = useDesk()
  const typed = useDeskState(state => state.history.present)
  const chosen = useDeskState(state => state.chosen)
  const lines = linesOf(typed)
  const list = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<{ uid: string; side: 'before' | 'after' }>()
  const at = Math.max(
    0,
    lines.findIndex(({ uid }) => uid === chosen),
  )
  const draggedOn = lines.find(({ uid }) => uid === dragged)?.on

  // Where the focus is in the list, it stays with what is chosen, also when that moves or goes.
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${at}"]`)
    if (!row) return
    row.scrollIntoView({ block: 'nearest' })
    if (list.current?.contains(document.activeElement) || document.activeElement === document.body)
      row.focus()
  }, [at])

  const go = (to: number) => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, to))]
    desk.choose(line?.uid)
  }
  const keyed = (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event
    if (ctrlKey || metaKey || shiftKey) return
    if (altKey && key === 'ArrowDown') moveChosen(desk, 1)
    else if (altKey && key === 'ArrowUp') moveChosen(desk, -1)
    else if (altKey) return
    else if (key === 'ArrowDown') go(at + 1)
    else if (key === 'ArrowUp') go(at - 1)
    else if (key === 'Home') go(0)
    else if (key === 'End') go(lines.length - 1)
    else if (key === 'Delete' || key === 'Backspace') removeChosen(desk)
    else if (/^[0-9]$/.test(key) && lines[at]?.on === 'criterion')
      bindChosen(desk, key === '0' ? undefined : Number(key))
    else if (key === 'Enter' || key === 'F2')
      document.querySelector<HTMLElement>('[data-first-field] input')?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  /** Domains go between domains; criteria go anywhere. */
  const sideOf = (event: DragEvent, line: Line): 'before' | 'after' | undefined => {
    if (dragged === undefined || line.uid === undefined || line.uid === dragged) return undefined
    const box = event.currentTarget.getBoundingClientRect()
    const lower = event.clientY > box.top + box.height / 2
    if (draggedOn === 'domain') return line.on === 'domain' && !lower ? 'before' : undefined
    if (line.on === 'domain') return 'after'
    return lower ? 'after' : 'before'
  }
  const drop = (line: Line, side: 'before' | 'after') => {
    if (dragged !== undefined) desk.edit(now => moveTo(now, dragged, line[side]))
    desk.choose(dragged)
  }
  return (
    <div
      ref={list}
      role="tree"
      aria-label="Parts of the rubric"
      className={classes.outline}
      onKeyDown={keyed}
    >
      {lines.map((line, row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it listens to the keys
        <div
          key={line.uid ?? 'rubric'}
          role="treeitem"
          aria-level={line.on === 'criterion' ? 2 : 1}
          aria-selected={row === at}
          {...(line.on === 'domain' ? { 'aria-expanded': true } : {})}
          tabIndex={row === at ? 0 : -1}
          data-row={row}
          data-on={line.on}
          data-drop={over?.uid === line.uid && line.uid !== undefined ? over?.side : undefined}
          className={classes.row}
          draggable={line.uid !== undefined}
          onClick={() => desk.choose(line.uid)}
          onDragStart={event => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', line.title)
            setDragged(line.uid)
          }}
          onDragOver={event => {
            const side = sideOf(event, line)
            if (!side || line.uid === undefined) return
            event.preventDefault()
            if (over?.uid !== line.uid || over.side !== side) setOver({ uid: line.uid, side })
          }}
          onDrop={event => {
            const side = sideOf(event, line)
            if (!side) return
            event.preventDefault()
            drop(line, side)
          }}
          onDragEnd={() => {
            setDragged(undefined)
            setOver(undefined)
          }}
        >
          <RowWords
            on={line.on}
            code={line.code}
            title={line.title}
            colour={line.colour}
            digit={line.digit}
            end={line.end}
          />
        </div>
      ))}
    </div>
  )
}

const RowWords = memo(function RowWords({
  on,
  code,
  title,
  colour,
  digit,
  end,
}: Pick<Line, 'on' | 'code' | 'title' | 'colour' | 'digit' | 'end'>) {
  return (
    <>
      {on === 'criterion' && <CodeSquare code={code} colour={colour} />}
      {on === 'domain' && <i className={classes.swatch} data-domain={colour} aria-hidden="true" />}
      <span className={classes.title} title={title}>
        {title}
      </span>
      {digit !== undefined && (
        <>
          <span className="spoken">, key </span>
          <KeyCap combo={String(digit)} />
        </>
      )}
      {end !== '' && (
        <span className={classes.end}>
          {end}
          <span className="spoken"> criteria</span>
        </span>
      )}
    </>
  )
})
