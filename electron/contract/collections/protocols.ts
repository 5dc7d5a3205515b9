import type { ProtocolStep } from '../records/collection.ts'

export interface ProtocolTemplate {
  readonly id: string
  readonly title: string
  /** When a group takes it. */
  readonly about: string
  readonly steps: readonly ProtocolStep[]
}

/** Ways to talk about a clip, in our own words; a collection takes one and changes what it likes. */
export const protocolTemplates: readonly ProtocolTemplate[] = [
  {
    id: 'noticing',
    title: 'Noticing and wondering',
    about: 'For a group that looks at teaching together for the first time: nobody judges.',
    steps: [
      { title: 'Watch once, in silence', minutes: 2 },
      { title: 'Each says one thing that can be seen or heard', minutes: 5 },
      { title: 'Watch again: what did we miss?', minutes: 3 },
      { title: 'Wonder aloud: questions only, no answers', minutes: 5 },
      { title: 'What will I look for in my own lesson?', minutes: 5 },
    ],
  },
  {
    id: 'soWhat',
    title: 'What, so what, now what',
    about: 'When something is to come of it: from what happened to what each will do.',
    steps: [
      { title: 'Watch in silence', minutes: 2 },
      { title: 'What happened? Only what the clip shows', minutes: 5 },
      { title: 'So what? What did it mean for the pupils?', minutes: 6 },
      { title: 'Now what? What will I try on Monday?', minutes: 6 },
    ],
  },
  {
    id: 'evidence',
    title: 'Evidence, interpretation, next step',
    about: 'With a rubric at hand: the level comes after the evidence.',
    steps: [
      { title: 'Watch, and write down words and times', minutes: 4 },
      { title: 'Evidence: read out what you wrote', minutes: 5 },
      { title: 'Interpretation: which criterion does it speak to, and how?', minutes: 6 },
      { title: 'Where do we differ? Go back to that moment', minutes: 5 },
      { title: 'Next step: one thing to keep, one to try', minutes: 5 },
    ],
  },
]

/** The template whose steps these are, unchanged. */
export const templateOf = (steps: readonly ProtocolStep[]): ProtocolTemplate | undefined =>
  protocolTemplates.find(
    template =>
      template.steps.length === steps.length &&
      template.steps.every(
        ({ title, minutes }, at) => steps[at]?.title === title && steps[at]?.minutes === minutes,
      ),
  )
