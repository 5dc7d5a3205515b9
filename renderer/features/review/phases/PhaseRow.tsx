import { Flag } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { PhaseView } from '../../../../electron/contract/api/phases.ts'
import { useKeys } from '../../../lib/keys.ts'
import { rangeOf } from '../../../lib/place.ts'
import { usePhases } from '../../../lib/queries.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { focusStage } from '../player/focusStage.ts'
import { announce } from '../room/Room.ts'
import { useRoom } from '../room/roomContext.ts'
import { rovingKeys } from '../timeline/roving.ts'
import timeline from '../timeline/Timeline.module.css'
import type { Scrub } from '../timeline/useScrub.ts'
import { PhaseBand } from './PhaseBand.tsx'
import { PhaseEditor } from './PhaseEditor.tsx'
import classes from './Phases.module.css'
import { addPhase, changePhase, removePhase } from './phaseChanges.ts'
import { type Band, namesToSuggest, newBand, rowsOf } from './phasePlaces.ts'

const none: readonly PhaseView[] = []

/** What happened when, in bands; P begins a new one. */
export function PhaseRow({
  durationMs,
  widthPx,
  frameMs,
  readOnly,
  scrub,
}: {
  readonly durationMs: number
  readonly widthPx: number
  readonly frameMs: number
  readonly readOnly: boolean
  readonly scrub: Scrub
}) {
  const room = useRoom()
  const phases = usePhases(room.lessonId).data ?? none
  const speaks = useSpeaker(({ speaker }) => speaker !== undefined)
  const row = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState<{ band: Band; phase?: PhaseView }>()
  const rows = useMemo(() => rowsOf(phases), [phases])
  const rowCount = Math.max(1, ...rows.map(row => row + 1))
  const disabled = readOnly || !speaks
  const add = () => {
    const { player, ui } = room
    const band = newBand(phases, player.momentMs, rangeOf(ui.getState()), durationMs)
    if (band) setAsked({ band })
    else announce(room, 'There is no room for a phase here.')
  }
  const close = (back?: PhaseView) => {
    setAsked(undefined)
    // Back to the phase that was changed; else to the picture, where the keys of the room are at home.
    requestAnimationFrame(() => {
      const band = back && row.current?.querySelector<HTMLElement>(`[data-phase="${back.id}"]`)
      if (band) band.focus()
      else focusStage()
    })
  }
  useKeys([
    {
      id: 'phase',
      title: 'Begin a phase here, or make one of the range',
      group: 'Range, clips, timeline',
      keys: ['p'],
      disabled,
      run: add,
    },
  ])
  const save = (title: string) => {
    if (!asked) return
    const { band, phase } = asked
    close(phase)
    if (phase) {
      if (phase.title !== title) void changePhase(phase, { title }, `Phase renamed to “${title}”`)
    } else
      void addPhase(room.lessonId, title, band, phases).then(
        added => added && announce(room, `Phase ${added.title} added.`),
      )
  }
  return (
    <>
      <div className={timeline.label} data-row="phases">
        <IconButton
          icon={Flag}
          label="Begin a phase here"
          combo="p"
          size={24}
          iconSize={14}
          className={classes.add ?? ''}
          disabled={disabled}
          why={readOnly ? 'This library can only be read here' : 'Say who speaks first'}
          onClick={add}
        />
        <span className={timeline.word}>Phases</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups bands */}
      <div
        ref={row}
        className={classes.row}
        data-row="phases"
        role="group"
        aria-label="Phases"
        onKeyDown={rovingKeys}
        {...scrub}
      >
        {phases.map((phase, at) => (
          <PhaseBand
            key={phase.id}
            phase={phase}
            even={at % 2 === 0}
            row={rows[at] ?? 0}
            rows={rowCount}
            widthPx={widthPx}
            frameMs={frameMs}
            stop={at === 0}
            readOnly={readOnly}
            onEdit={() => setAsked({ band: phase, phase })}
          />
        ))}
      </div>
      {asked && (
        <PhaseEditor
          band={asked.band}
          title={asked.phase?.title}
          suggestions={namesToSuggest(phases.map(({ title }) => title))}
          onSave={save}
          onDelete={
            asked.phase
              ? () => {
                  const { phase } = asked
                  close()
                  if (phase) void removePhase(phase)
                }
              : undefined
          }
          onClose={() => close(asked.phase)}
        />
      )}
    </>
  )
}
