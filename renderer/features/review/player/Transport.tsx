import { Button, Menu } from '@mantine/core'
import {
  Maximize,
  Minimize,
  PanelRightClose,
  PanelRightOpen,
  Pause,
  PictureInPicture2,
  Play,
  RotateCcw,
  RotateCw,
  Scissors,
  StepBack,
  StepForward,
  Volume2,
  VolumeX,
  X,
} from 'lucide-react'
import { type MouseEvent, useRef } from 'react'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { ariaKeys } from '../../../lib/keyCombo.ts'
import { isMac } from '../../../lib/platform.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { toggleLanes } from '../full/fullActs.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import { PlayToggles } from '../timeline/PlayToggles.tsx'
import { usePlayer, usePlayerState, useTick } from './playerContext.ts'
import { speedLabel, speeds } from './shuttle.ts'
import classes from './Transport.module.css'

/** A click with the mouse leaves the focus where it was, so that Space goes on meaning play and not this button. */
const keepFocus = (event: MouseEvent) => event.preventDefault()

export function Transport({
  durationMs,
  jumpMs,
  onMakeClip,
  onFullScreen,
}: {
  readonly durationMs: number
  readonly jumpMs: number
  readonly onMakeClip: () => void
  readonly onFullScreen: () => void
}) {
  const player = usePlayer()
  const room = useRoom()
  const moving = usePlayerState(state => state.rate !== 0)
  const seconds = jumpMs / 1000
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the focus where it is
    <div className={classes.transport} data-region="transport" data-over onMouseDown={keepFocus}>
      <IconButton
        icon={RotateCcw}
        label={`Back ${seconds} s`}
        combo="arrowleft"
        onClick={() => player.jump(-jumpMs)}
      />
      <IconButton
        icon={StepBack}
        label="One frame back"
        combo=","
        className={classes.wideOnly ?? ''}
        onClick={() => void player.step(-1)}
      />
      <IconButton
        icon={moving ? Pause : Play}
        label={moving ? 'Pause' : 'Play'}
        combo="space"
        variant="filled"
        size={40}
        iconSize={19}
        className={classes.play ?? ''}
        onClick={() => player.act({ do: 'toggle' })}
      />
      <IconButton
        icon={StepForward}
        label="One frame on"
        combo="."
        className={classes.wideOnly ?? ''}
        onClick={() => void player.step(1)}
      />
      <IconButton
        icon={RotateCw}
        label={`On ${seconds} s`}
        combo="arrowright"
        onClick={() => player.jump(jumpMs)}
      />
      <Clock durationMs={durationMs} />
      <Speed />
      <PlayToggles />
      <span className="grow" />
      <Range />
      <Button
        variant="default"
        className={classes.clip ?? ''}
        leftSection={<Scissors size={15} strokeWidth={1.9} aria-hidden="true" />}
        rightSection={<KeyCap combo="e" />}
        aria-keyshortcuts="E"
        onClick={onMakeClip}
      >
        Make clip
      </Button>
      <Volume />
      <IconButton
        icon={PictureInPicture2}
        label="Angles of this lesson"
        combo="shift+a"
        className={classes.wideOnly ?? ''}
        onClick={() => room.angles.setState({ listed: true })}
      />
      <LanesOver />
      <FullScreen onFullScreen={onFullScreen} />
    </div>
  )
}

/** The time of the frame on the screen; written without React, as it changes with every frame. */
function Clock({ durationMs }: { readonly durationMs: number }) {
  const text = useRef<HTMLSpanElement>(null)
  useTick(({ shownMs }) => {
    if (text.current) text.current.textContent = formatTimecode(shownMs, 2)
  })
  return (
    <div className={classes.clock} role="timer" aria-label="Time">
      <span ref={text} data-testid="clock">
        0:00.00
      </span>
      <span className={classes.length}> / {formatTimecode(durationMs)}</span>
    </div>
  )
}

function Speed() {
  const player = usePlayer()
  const rate = usePlayerState(state => state.rate)
  const speed = usePlayerState(state => state.speed)
  return (
    <Menu position="top">
      <Menu.Target>
        <Button
          variant="subtle"
          size="xs"
          className={classes.speed ?? ''}
          aria-label={`Speed ${speedLabel(speed)}`}
        >
          {speedLabel(rate === 0 ? speed : rate)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          Speed <KeyCap combo="j" /> <KeyCap combo="l" />
        </Menu.Label>
        {speeds.map(each => (
          <Menu.Item
            key={each}
            role="menuitemradio"
            aria-checked={each === speed}
            fw={each === speed ? 640 : undefined}
            onClick={() => player.act({ do: 'speed', speed: each })}
          >
            {speedLabel(each)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Start and end of the range, as they are set. */
function Range() {
  const room = useRoom()
  const inMs = useRoomUi(ui => ui.inMs)
  const outMs = useRoomUi(ui => ui.outMs)
  const { player } = room
  const set = inMs !== undefined || outMs !== undefined
  return (
    <span className={classes.range} data-set={set}>
      <RangeEnd
        combo="i"
        name="Start of the range"
        ms={inMs}
        onSet={() => room.ui.setState({ inMs: player.momentMs })}
      />
      <RangeEnd
        combo="o"
        name="End of the range"
        ms={outMs}
        onSet={() => room.ui.setState({ outMs: player.momentMs })}
      />
      {set && (
        <IconButton
          icon={X}
          label="Clear the range"
          combo="escape"
          size={24}
          iconSize={14}
          onClick={() => room.ui.setState({ inMs: undefined, outMs: undefined })}
        />
      )}
    </span>
  )
}

function RangeEnd({
  combo,
  name,
  ms,
  onSet,
}: {
  readonly combo: 'i' | 'o'
  readonly name: string
  readonly ms: number | undefined
  readonly onSet: () => void
}) {
  return (
    <button type="button" className={classes.end} aria-keyshortcuts={ariaKeys(combo, isMac)} onClick={onSet}>
      <span className="spoken">
        {ms === undefined ? 'Set ' : ''}
        {name}{' '}
      </span>
      <KeyCap combo={combo} />
      {ms !== undefined && <span className="tn">{formatTimecode(ms, 1)}</span>}
      <span className="spoken">{ms === undefined ? 'here' : ', set it here'}</span>
    </button>
  )
}

function Volume() {
  const player = usePlayer()
  const volume = usePlayerState(state => state.volume)
  const muted = usePlayerState(state => state.muted)
  const silent = muted || volume === 0
  return (
    <span className={classes.sound}>
      <IconButton
        icon={silent ? VolumeX : Volume2}
        label={silent ? 'Sound on' : 'Sound off'}
        combo="m"
        onClick={() => player.toggleMuted()}
      />
      <input
        type="range"
        className={classes.volume}
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        aria-label="Volume"
        aria-valuetext={`${Math.round((muted ? 0 : volume) * 100)} %`}
        onMouseDown={event => event.stopPropagation()}
        onChange={event => player.setVolume(Number(event.currentTarget.value))}
      />
    </span>
  )
}

/** In full screen: takes the comments off the picture and lays them over it again. */
function LanesOver() {
  const room = useRoom()
  const full = useRoomUi(ui => ui.full)
  const over = useRoomUi(ui => ui.lanesOver)
  if (!full) return null
  return (
    <IconButton
      icon={over ? PanelRightClose : PanelRightOpen}
      label={over ? 'Hide the comments' : 'Show the comments'}
      combo="u"
      onClick={() => toggleLanes(room)}
    />
  )
}

function FullScreen({ onFullScreen }: { readonly onFullScreen: () => void }) {
  const full = useRoomUi(ui => ui.full)
  return (
    <IconButton
      icon={full ? Minimize : Maximize}
      label={full ? 'Leave full screen' : 'Full screen'}
      combo="f"
      onClick={onFullScreen}
    />
  )
}
