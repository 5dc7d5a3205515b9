/** Why a word stands out in evidence. */
export type JudgingWay = 'worth' | 'always' | 'advice' | 'mind'

/** A word that judges, and where it stands in the text, in UTF-16 units. */
export type Judging = {
  readonly from: number
  readonly to: number
  readonly word: string
  readonly way: JudgingWay
}

const worth = [
  ...[
    'good',
    'great',
    'excellent',
    'amazing',
    'awesome',
    'fantastic',
    'wonderful',
    'brilliant',
    'perfect',
    'nice',
  ],
  ...[
    'lovely',
    'impressive',
    'effective',
    'ineffective',
    'successful',
    'unsuccessful',
    'appropriate',
    'inappropriate',
  ],
  ...[
    'bad',
    'poor',
    'weak',
    'terrible',
    'awful',
    'horrible',
    'disappointing',
    'boring',
    'dull',
    'sloppy',
    'messy',
  ],
  ...[
    'chaotic',
    'lazy',
    'rude',
    'naughty',
    'badly',
    'poorly',
    'nicely',
    'beautifully',
    'perfectly',
    'better',
    'worse',
  ],
  ...['best', 'worst', 'too (?:slow|fast|long|short|loud|quiet|easy|hard|difficult)'],
]
const always = [
  'always',
  'never',
  'constantly',
  'all the time',
  'every single time',
  'nobody ever',
  'as usual',
]
const advice = [
  ...["should(?:n[’']t| not)?", 'ought to', "must(?:n[’']t| not)?", 'needs? to', 'has to', 'have to'],
  ...['could have', 'would have been'],
]
const mind = [
  ...['bored', 'unmotivated', 'motivated', 'disengaged', 'engaged', 'distracted', 'confused', 'interested'],
  ...[
    'uninterested',
    'enjoy(?:s|ed|ing)?',
    'love(?:s|d)?',
    'hate(?:s|d)?',
    "doesn[’']t care",
    "don[’']t care",
  ],
  ...['wants? to', 'obviously', 'clearly', 'of course', 'understand(?:s|ing)?', 'understood'],
]
const ways: readonly (readonly [JudgingWay, readonly string[]])[] = [
  ['worth', worth],
  ['always', always],
  ['advice', advice],
  ['mind', mind],
]
const patterns = ways.map(
  ([way, words]) =>
    [way, new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${words.join('|')})(?![\\p{L}\\p{N}_-])`, 'giu')] as const,
)
/** Words that greet, count or name, and do not judge. */
const harmless = /^(?:good (?:morning|afternoon|evening|day|night|bye)|best friends?|better half|must-)/iu

const BLANK = ' '
const blanked = (text: string): string => BLANK.repeat(text.length)

/**
 * Quoted words are what someone in the room said, and theirs to say: they are blanked out, so that all places stay. An
 * apostrophe within a word is no quotation mark; a quotation that does not end goes to the end of its paragraph.
 */
function withoutQuotes(text: string): string {
  return text
    .replace(/^ {0,3}>.*$/gmu, blanked)
    .replace(/“[^”\n]*(?:”|$)|„[^“”\n]*(?:[“”]|$)|«[^»\n]*(?:»|$)|»[^«\n]*«/gmu, blanked)
    .replace(/"[^"\n]*(?:"|$)/gmu, blanked)
    .replace(/(?<![\p{L}\p{N}])[‘'][^\n]*?[’'](?![\p{L}\p{N}])/gu, blanked)
    .replace(/https?:\/\/\S+/giu, blanked)
}

/**
 * Words that judge, generalise, advise or read minds, where evidence would say what was seen or heard. It is a hint and no
 * more: a short list of plain English words, and nothing in quotation marks.
 * @returns in the order of the text; places do not overlap
 */
export function judgingIn(text: string): Judging[] {
  const plain = withoutQuotes(text)
  const found = patterns.flatMap(([way, pattern]) =>
    [...plain.matchAll(pattern)]
      .filter(({ index }) => !harmless.test(plain.slice(index)))
      .map(({ 0: match, index }): Judging => ({ from: index, to: index + match.length, word: match, way })),
  )
  found.sort((a, b) => a.from - b.from || b.to - a.to)
  const apart: Judging[] = []
  for (const one of found) if (one.from >= (apart.at(-1)?.to ?? 0)) apart.push(one)
  return apart
}

/** What to ask oneself about such a word. */
export function judgingAdvice(way: JudgingWay): string {
  switch (way) {
    case 'worth':
      return 'judges. What did you see or hear that shows it?'
    case 'always':
      return 'generalises. How often, or when, did you see it?'
    case 'advice':
      return 'advises. Say first what happened; a suggestion can follow.'
    case 'mind':
      return 'guesses at what goes on inside. What did they do or say?'
  }
}
