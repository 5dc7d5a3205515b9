import { names } from './lesson.mjs'

/** The two people who review the sample lesson. They are invented, as are the class and its teacher. */
const people = [
  { key: 'coach', name: 'Ines Duarte', role: 'coach', colour: 'p1' },
  { key: 'teacher', name: 'Grace Okafor', role: 'teacher', colour: 'p2' },
]

/**
 * What they say about it. Times come from the speech itself, so that a changed line moves its comments along.
 * @param cues the placed lines, see lesson.mjs
 */
export function conversationOf(cues, durationMs) {
  const { ask, think, callMaya, maya, callLeo, leo, askHow, amina, aminaSix, partner, heard } = cues
  return {
    format: 1,
    lesson: {
      title: 'Comparing fractions: ¾ and ⅝',
      teacher: 'Grace Okafor',
      date: '2026-11-17',
      subject: 'Maths',
      grade: 'Grade 4',
      focus: 'Wait time, and what students do with it',
      rubricId: 'rubric:debrief-classroom-practice-1',
    },
    recording: { file: 'lesson.mp4', durationMs },
    transcript: { file: 'lesson.en.vtt', language: 'en' },
    people,
    comments: [
      {
        key: 'first-wait',
        by: 'coach',
        atMs: think.endMs,
        toMs: callMaya.startMs,
        kind: 'evidence',
        text: 'Five seconds of silence after “Take some time to think.” The first hand goes up after about two; when you call on Maya there are four.',
        tags: [{ code: 'C2', level: '3' }],
        replies: [
          {
            by: 'teacher',
            text: 'It felt like half a minute. I looked at the bars so that I would not speak.',
          },
        ],
      },
      {
        key: 'because',
        by: 'teacher',
        atMs: maya.startMs,
        toMs: maya.endMs,
        kind: 'noticing',
        text: 'Maya gives a reason at once: “because it has bigger pieces.” She looks at the size of one piece, not at how many there are.',
        tags: [{ code: 'C1', level: '3' }],
        replies: [],
      },
      {
        key: 'passed-on',
        by: 'coach',
        atMs: maya.endMs,
        toMs: callLeo.endMs,
        kind: 'strength',
        text: 'You wait again after her answer. Then you say what Maya looked at, not whether she is right, and pass it on to Leo.',
        tags: [
          { code: 'C3', level: '3' },
          { code: 'C2', level: '4' },
        ],
        replies: [],
      },
      {
        key: 'agree',
        by: 'teacher',
        atMs: leo.startMs + 1500,
        kind: 'wondering',
        text: 'Leo says why size alone is not enough. Who else saw that? I went on without finding out.',
        tags: [{ code: 'D1' }],
        replies: [
          { by: 'coach', text: 'What could each of them have shown you at that moment, in ten seconds?' },
        ],
      },
      {
        key: 'second-wait',
        by: 'coach',
        atMs: askHow.endMs,
        toMs: amina.startMs,
        kind: 'evidence',
        text: 'Four seconds this time, and three hands. Two of them were not up before.',
        tags: [{ code: 'C2', level: '3' }],
        replies: [],
      },
      {
        key: 'aminas-cut',
        by: 'coach',
        atMs: amina.startMs,
        toMs: aminaSix.endMs,
        kind: 'strength',
        text: 'The cut is Amina’s idea. You draw it under her words, line by line, and she tells the class what it shows: one eighth more.',
        tags: [{ code: 'B2', level: '4' }],
        replies: [],
      },
      {
        key: 'one-sentence',
        by: 'coach',
        atMs: partner.startMs,
        toMs: heard.startMs,
        kind: 'suggestion',
        text: 'Everyone talks here, and I cannot hear what they say. What if each pair wrote one sentence before you bring them back?',
        tags: [{ code: 'D1', level: '2' }],
        replies: [
          {
            by: 'teacher',
            text: 'I will try it on Thursday: one sentence per pair, and I read three before I choose.',
          },
        ],
      },
      {
        key: 'ways-in',
        by: 'teacher',
        atMs: heard.startMs,
        kind: 'noticing',
        text: 'Paper strips to fold were on the side table, and nobody needed them in this part. They came later.',
        tags: [{ code: 'D2', level: 'not-observed' }],
        replies: [],
      },
    ],
    clip: {
      title: 'Five seconds after “How do you know?”',
      fromMs: Math.max(0, ask.startMs - 400),
      toMs: maya.endMs + 1600,
    },
  }
}

const stamp = ms => new Date(ms).toISOString().slice(11, 23)

/** The transcript as WebVTT, each line in its speaker's voice. */
export function transcriptOf(cues) {
  const said = Object.values(cues).map(
    ({ who, startMs, endMs, text }) => `${stamp(startMs)} --> ${stamp(endMs)}\n<v ${names[who]}>${text}</v>`,
  )
  return `${['WEBVTT', ...said].join('\n\n')}\n`
}
