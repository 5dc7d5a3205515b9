/** The lesson of the sample: who speaks, what they say, and the silences between. All times in milliseconds. */

/**
 * How each person sounds. flite's own pitch and length come first, because they cost no quality; `size` then raises pitch
 * and resonances together, as a smaller person's are (it shortens too, so `stretch` makes up for it).
 */
export const voices = {
  teacher: { voice: 'slt', pitchHz: 182, stretch: 1.1, size: 1, pan: -0.1 },
  maya: { voice: 'slt', pitchHz: 206, stretch: 1.2, size: 1.1, pan: -0.55 },
  leo: { voice: 'awb', pitchHz: 180, stretch: 1.26, size: 1.16, pan: 0.55 },
  amina: { voice: 'awb', pitchHz: 204, stretch: 1.36, size: 1.26, pan: 0.4 },
}

export const names = { teacher: 'Ms Okafor', maya: 'Maya', leo: 'Leo', amina: 'Amina' }

/** `afterMs` is the silence before the line. Two of them are what the sample is about: the waits. */
export const lines = [
  {
    id: 'ask',
    who: 'teacher',
    afterMs: 1400,
    text: 'Here are our two bars. Which is larger: three quarters, or five eighths?',
  },
  { id: 'think', who: 'teacher', afterMs: 450, text: 'And how do you know? Take some time to think.' },
  { id: 'callMaya', who: 'teacher', afterMs: 5000, text: 'Maya, what do you think?' },
  {
    id: 'maya',
    who: 'maya',
    afterMs: 700,
    text: 'I think three quarters is larger, because it has bigger pieces.',
  },
  {
    id: 'callLeo',
    who: 'teacher',
    afterMs: 2800,
    text: 'You looked at the size of the pieces. Leo, what would you add to that?',
  },
  {
    id: 'leo',
    who: 'leo',
    afterMs: 1300,
    text: "The pieces are bigger, but five eighths has more of them. So we can't tell from that.",
  },
  {
    id: 'askHow',
    who: 'teacher',
    afterMs: 1600,
    text: 'Then what could we do, so that we can compare them?',
  },
  {
    id: 'amina',
    who: 'amina',
    afterMs: 4300,
    text: 'We could cut every quarter in half. Then they are all eighths.',
  },
  { id: 'try', who: 'teacher', afterMs: 900, text: "Let's try that." },
  {
    id: 'aminaSix',
    who: 'amina',
    afterMs: 6200,
    text: 'So three quarters is six eighths. That is one eighth more.',
  },
  {
    id: 'partner',
    who: 'teacher',
    afterMs: 2200,
    text: 'Turn to your partner. How did cutting the pieces help us?',
  },
  {
    id: 'heard',
    who: 'teacher',
    afterMs: 7600,
    text: "I heard someone say: same size pieces. Let's keep that.",
  },
]
export const tailMs = 4800

/** What is murmured while partners talk: heard as talk, not as words. */
export const murmurs = [
  {
    who: 'maya',
    text: 'Because then all of the pieces are the same size, and you can count them.',
    atMs: 700,
  },
  {
    who: 'leo',
    text: 'Before that we had big ones and small ones, so it was not fair to count.',
    atMs: 1000,
  },
  { who: 'amina', text: 'You only see it when the lines are in the same places on both bars.', atMs: 1900 },
  { who: 'leo', text: 'I drew it too, look, six and five, and this one is left over.', atMs: 3600 },
  { who: 'maya', text: 'Would it work with thirds as well? I think it would.', atMs: 4300 },
]

/**
 * Places the lines one after the other.
 * @param durations milliseconds of each line's speech, by its id
 */
export function placeLines(durations) {
  let at = 0
  const cues = {}
  for (const line of lines) {
    const startMs = Math.round(at + line.afterMs)
    const endMs = Math.round(startMs + durations[line.id])
    cues[line.id] = { ...line, startMs, endMs }
    at = endMs
  }
  // A whole number of frames at 25 a second, so that sound and picture end together.
  return { cues, durationMs: Math.ceil((at + tailMs) / 40) * 40 }
}
