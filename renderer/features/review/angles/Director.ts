import type { StoreApi } from 'zustand/vanilla'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'
import type { LeadChoice, Player } from '../player/Player.ts'
import type { AnglesUi } from './anglesStore.ts'
import { arrange, endOf, playing, playsNow } from './arrangement.ts'
import { Follower } from './Follower.ts'

type Mounted = { readonly video: HTMLVideoElement; follower: Follower | undefined }

/**
 * Puts the media elements of a lesson's recordings on one clock: one of them leads the player, the others follow it. Where the
 * leading recording has nothing to play, another one that has takes over.
 */
export class Director implements LeadChoice {
  private readonly player: Player
  private readonly ui: StoreApi<AnglesUi>
  private readonly mounted = new Map<RecordingId, Mounted>()
  private recordings: readonly RecordingView[] = []
  private durationMs = 0
  private leadId: RecordingId | undefined

  constructor(player: Player, ui: StoreApi<AnglesUi>) {
    this.player = player
    this.ui = ui
  }

  /** Begins to look after the clock. @returns to leave it to itself */
  open(): () => void {
    const { player } = this
    player.leadChoice = this
    const unsubscribe = this.ui.subscribe(() => this.settle(player.nowMs))
    const untick = player.onTick(() => this.look(player.nowMs))
    return () => {
      unsubscribe()
      untick()
      player.leadChoice = undefined
    }
  }

  /** What the lesson has now. @param durationMs how long its clock runs */
  describe(recordings: readonly RecordingView[], durationMs: number): void {
    const before = this.lead
    const nowMs = this.player.nowMs
    this.recordings = recordings
    this.durationMs = durationMs
    for (const recording of recordings) this.mounted.get(recording.id)?.follower?.move(recording)
    this.look(nowMs)
    this.settle(nowMs)
    const lead = this.lead
    if (!lead) return
    this.player.describe({ ...lead, durationMs })
    // The clock stays where it is, and the picture that was moved goes to its new place.
    if (before?.id === lead.id && before.offsetMs !== lead.offsetMs) this.player.seekTo(nowMs)
  }

  mount(id: RecordingId, video: HTMLVideoElement): void {
    this.mounted.set(id, { video, follower: undefined })
    if (id === this.leadId) this.player.takeOver(video, this.player.nowMs)
    this.settle(this.player.nowMs)
  }

  unmount(id: RecordingId): void {
    this.mounted.get(id)?.follower?.close()
    this.mounted.delete(id)
    if (id === this.leadId) this.player.takeOver(null, this.player.nowMs)
  }

  at(atMs: number): boolean {
    this.look(atMs)
    return this.settle(atMs)
  }

  past(): boolean {
    const { lead } = this
    if (!lead) return false
    const afterMs = Math.max(this.player.nowMs, endOf(lead) + 1)
    const on = this.recordings.some(recording => recording.id !== lead.id && playsNow(recording, afterMs))
    const later = this.recordings
      .filter(({ id, source, offsetMs }) => id !== lead.id && source !== null && offsetMs > afterMs)
      .map(({ offsetMs }) => offsetMs)
    const nextMs = on ? afterMs : Math.min(...later)
    return Number.isFinite(nextMs) && this.at(nextMs)
  }

  private get lead(): RecordingView | undefined {
    return this.recordings.find(({ id }) => id === this.leadId)
  }

  /** Which recordings play at that moment; the page hears of it only when they become others. */
  private look(atMs: number): void {
    const now = playing(this.recordings, atMs)
    if (now.join() !== this.ui.getState().playing.join()) this.ui.setState({ playing: now })
  }

  /** Who leads from `atMs` on; the others follow. @returns whether the lead has changed hands and the clock was sent there */
  private settle(atMs: number): boolean {
    const state = this.ui.getState()
    const { lead, heard, main, other } = arrange(
      state.choice,
      this.recordings,
      playing(this.recordings, atMs),
    )
    const present = this.lead
    // While it plays, the lead does not change hands for the sake of order: each change is a small stumble.
    const shown = present && [main?.id, other?.id].includes(present.id)
    const keeps = shown && this.player.state.getState().rate > 0 && playsNow(present, atMs)
    const nextId = keeps ? present.id : lead?.id
    const changed = nextId !== this.leadId
    if (changed) this.hand(nextId, atMs)
    for (const [id, entry] of this.mounted) {
      const recording = this.recordings.find(each => each.id === id)
      if (id === this.leadId || !recording) {
        entry.follower?.close()
        entry.follower = undefined
      } else entry.follower ??= new Follower(this.player, entry.video, recording)
      entry.follower?.listen(id === heard?.id)
    }
    return changed
  }

  private hand(id: RecordingId | undefined, atMs: number): void {
    this.leadId = id
    const { lead } = this
    if (!lead) return
    const entry = this.mounted.get(lead.id)
    entry?.follower?.close()
    if (entry) entry.follower = undefined
    this.player.describe({ ...lead, durationMs: this.durationMs })
    this.player.takeOver(entry?.video ?? null, atMs)
  }
}
