import type { MediaFacts, Recording } from '../../contract/records/recording.ts'

type Heard = Pick<Recording, 'facts' | 'soundStream'>

const chosenTrack = ({ facts, soundStream }: Heard) =>
  facts.soundTracks?.find(({ stream }) => stream === soundStream)

/** A recording's facts with the sound track that people chose. Whoever hears, plays or measures a recording goes by these. Pure. */
export function heardFacts(recording: Heard): MediaFacts {
  const { facts } = recording
  const track = chosenTrack(recording)
  if (!track) return facts
  return { ...facts, audioStream: track.stream, audioCodec: track.codec, playable: track.playable }
}

/**
 * The chosen sound track where it is another than the file puts first: what is made of a recording's sound is kept apart by it. Pure.
 * @returns its index in the file
 */
export function otherTrack(recording: Heard): number | undefined {
  const stream = chosenTrack(recording)?.stream
  return stream === recording.facts.audioStream ? undefined : stream
}
