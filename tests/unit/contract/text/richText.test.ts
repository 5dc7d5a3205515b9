import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Inline, inlineOf, safeHref } from '../../../../electron/contract/text/inline.ts'
import { type Block, plainWords, richTextOf } from '../../../../electron/contract/text/richText.ts'

const text = (words: string): Inline => ({ kind: 'text', text: words })
const time = (words: string, atMs: number): Inline => ({ kind: 'time', text: words, atMs })

describe('words within a line', () => {
  it.each<[string, Inline[]]>([
    ['plain words', [text('plain words')]],
    ['a **bold** one', [text('a '), { kind: 'strong', children: [text('bold')] }, text(' one')]],
    [
      '*soft* and _soft_',
      [{ kind: 'em', children: [text('soft')] }, text(' and '), { kind: 'em', children: [text('soft')] }],
    ],
    [
      '**bold *and soft***',
      [{ kind: 'strong', children: [text('bold '), { kind: 'em', children: [text('and soft')] }] }],
    ],
    ['2*3*4 and 5 * 6 * 7', [text('2*3*4 and 5 * 6 * 7')]],
    ['snake_case_name', [text('snake_case_name')]],
    ['not \\*soft\\*', [text('not *soft*')]],
    ['**never closed', [text('**never closed')]],
    ['C:\\new\\table', [text('C:\\new\\table')]],
    [
      'at 12:34, then 1:02:03.5.',
      [text('at '), time('12:34', 754_000), text(', then '), time('1:02:03.5', 3_723_500), text('.')],
    ],
    ['0:10–0:20', [time('0:10', 10_000), text('–'), time('0:20', 20_000)]],
    ['12:345 3:7 10:99 1:2:3 v1.2:30', [text('12:345 3:7 10:99 1:2:3 v1.2:30')]],
    ['at 10:30 am', [text('at 10:30 am')]],
    [
      '[the plan](https://example.org/a_(b)?c=1)',
      [{ kind: 'link', href: 'https://example.org/a_(b)?c=1', children: [text('the plan')] }],
    ],
    [
      'see https://example.org/a.',
      [
        text('see '),
        { kind: 'link', href: 'https://example.org/a', children: [text('https://example.org/a')] },
        text('.'),
      ],
    ],
    [
      '[mail](mailto:a@example.org)',
      [{ kind: 'link', href: 'mailto:a@example.org', children: [text('mail')] }],
    ],
  ])('%s', (typed, read) => expect(inlineOf(typed)).toEqual(read))
})

const hostile = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox)',
  '[x](file:///etc/passwd)',
  '[x](//example.org)',
  '[x](https:example.org)',
  '[x](https:\\\\example.org)',
  '[x](blob:https://example.org/1)',
  '[x](https://exa\u202emple.org)',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![x](https://example.org/pixel.png)',
  '<https://example.org" onclick="alert(1)>',
  '&lt;b&gt;',
] as const

const linksIn = (inlines: readonly Inline[]): string[] =>
  inlines.flatMap(inline =>
    inline.kind === 'link' ? [inline.href] : 'children' in inline ? linksIn(inline.children) : [],
  )
const linesOf = (block: Block): readonly (readonly Inline[])[] =>
  block.kind === 'paragraph'
    ? block.lines
    : block.kind === 'quote'
      ? block.blocks.flatMap(linesOf)
      : block.items.flat()
const allLinks = (typed: string): string[] => richTextOf(typed).flatMap(linesOf).flatMap(linksIn)

describe('hostile words', () => {
  it.each(hostile)('%j opens nothing but the web and mail', typed => {
    for (const href of allLinks(typed)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/)
  })

  it.each(hostile.slice(0, 12))('%j is no link', typed => expect(allLinks(typed)).toEqual([]))

  it('keeps every link within the schemes that are opened, whatever is typed', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        '*',
        '_',
        '\\',
        '> ',
        '- ',
        '1. ',
        '\n',
        'javascript:',
        'https://a.b',
        '12:34',
        '\u0000',
      ),
      fc.string({ unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        for (const href of allLinks(pieces.join(''))) {
          expect(safeHref(href)).toBe(href)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each(['*', '_', '**', '[', '[a](', '> ', '1:', '\\', '- ', '**a ', '*a _b '])(
    'reads 20,000 characters of %j without growing slower than they are many',
    sign => {
      const typed = sign.repeat(Math.ceil(20_000 / sign.length)).slice(0, 20_000)
      expect(plainWords(typed).length).toBeGreaterThanOrEqual(0)
    },
  )
})

describe('blocks', () => {
  it('reads a quote with words under it', () => {
    expect(richTextOf('> Maya: I think so.\n> Leo: No.\n\nWhat now?')).toEqual([
      {
        kind: 'quote',
        blocks: [{ kind: 'paragraph', lines: [[text('Maya: I think so.')], [text('Leo: No.')]] }],
      },
      { kind: 'paragraph', lines: [[text('What now?')]] },
    ])
  })

  it('reads lists, each with its own first number, and lines that go on', () => {
    expect(richTextOf('3. three\n4. four\n   and more\n- dot')).toEqual([
      { kind: 'list', start: 3, items: [[[text('three')]], [[text('four')], [text('and more')]]] },
      { kind: 'list', start: undefined, items: [[[text('dot')]]] },
    ])
  })

  it('leaves a dash within words and a year at their beginning as they are', () => {
    expect(plainWords('-5 degrees\n2024 was')).toBe('-5 degrees\n2024 was')
  })

  it('says a line without marks as it was typed, as its pieces do', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'aé等 -.:/h1>•)*_[\\'), maxLength: 12 })
    fc.assert(
      fc.property(typed, line => {
        const [block, ...more] = richTextOf(line)
        if (more.length > 0 || block?.kind !== 'paragraph') return
        const said = (piece: Inline): string =>
          'text' in piece ? piece.text : piece.children.map(said).join('')
        expect(plainWords(line)).toBe(block.lines.flat().map(said).join(''))
      }),
    )
  })

  it('loses no letter of ordinary words', () => {
    const words = fc.string({
      unit: fc.constantFrom(...'abc äöü 日本 الف 5:.,!?\'"()'.split('')),
      maxLength: 80,
    })
    fc.assert(
      fc.property(words, typed => {
        expect(plainWords(typed).replace(/\s/g, '')).toBe(typed.replace(/\s/g, ''))
      }),
    )
  })
})
