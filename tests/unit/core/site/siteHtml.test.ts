import { getElementsByTagName } from 'domutils'
import fc from 'fast-check'
import { parseDocument } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import type { Site } from '../../../../electron/core/site/site.types.ts'
import { siteClip } from '../../../../electron/core/site/siteClip.ts'
import { siteHtml } from '../../../../electron/core/site/siteHtml.ts'
import { html, richHtml } from '../../../../electron/core/text/html.ts'
import { saying } from '../exchange/saying.ts'

const parts = {
  css: '',
  js: 'go()',
  fontBase64: '',
  measure: (text: string, size: number) => text.length * size,
}
const ana = { name: 'Ana <b>', colour: 'p1' as const }

const siteOf = (text: string): Site => ({
  title: text,
  purpose: text,
  intro: text,
  facilitatorNotes: text,
  protocol: [{ title: text, minutes: 3 }],
  clips: [
    {
      title: text,
      prompt: text,
      about: [text],
      durationMs: 5000,
      file: 'media/001.mp4',
      comments: [
        {
          atMs: 0,
          author: { ...ana, name: text },
          kind: 'evidence',
          text,
          tags: [],
          replies: [{ author: ana, text }],
          drawings: [],
        },
      ],
      cues: [{ fromMs: 0, toMs: 1000, text }],
    },
  ],
})

describe('the offline library’s page', () => {
  it('has no element but its own, whatever people wrote', () => {
    const elements = (page: string) => getElementsByTagName('*', parseDocument(page), true)
    const names = (page: string) =>
      elements(page)
        .map(({ name }) => name)
        .sort()
    const plain = names(siteHtml(siteOf('words'), parts))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(
            '<script>alert(1)</script>',
            '</script><img src=x onerror=alert(1)>',
            '" onload="x',
            "'-->",
            '<!--',
            ']]>',
            '&lt;script&gt;',
            '[x](javascript:alert(1))',
          ),
          fc.string({ unit: 'grapheme', minLength: 1 }),
        ),
        text => {
          const page = siteHtml(siteOf(`${text}.`), parts)
          // Markdown may make lists, quotes and emphasis; never anything else.
          const own = new Set(['ul', 'ol', 'li', 'blockquote', 'strong', 'em', 'br', 'p'])
          const extra = names(page).filter(name => !own.has(name))
          expect(extra).toEqual(plain.filter(name => !own.has(name)))
          for (const { attribs } of elements(page))
            expect(Object.keys(attribs).filter(name => name.startsWith('on'))).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })

  it('loads nothing from elsewhere, also where a comment names an address', () => {
    const page = siteHtml(siteOf('See https://example.org and [this](https://example.org/x)'), parts)
    expect(page).not.toMatch(/(?:src|href)=["']https?:/i)
    expect(richHtml('[this](https://example.org/x)')).toBe('<p>this</p>')
    expect(page).toMatch(/default-src 'none'/)
  })

  it('escapes words once', () => expect(html('a & <b> "c"')).toBe('a &#38; &#60;b&#62; &#34;c&#34;'))
})

describe('a clip on the page', () => {
  it('has what applies within it, on its own clock, and nothing that is private', () => {
    const said = [
      saying('before', { id: 'comment:1', atMs: 1000 }),
      saying('reaches in', { id: 'comment:2', atMs: 8000, toMs: 12_000 }),
      saying('within', { id: 'comment:3', atMs: 15_000 }),
      saying('mine alone', { id: 'comment:4', atMs: 16_000, private: true }),
      saying('after', { id: 'comment:5', atMs: 20_000 }),
    ]
    const gathered = said.map(({ id, atMs, toMs, kind, private: isPrivate }) => ({
      id,
      atMs,
      ...(toMs !== undefined && { toMs }),
      kind,
      author: { name: 'Ana', colour: 'p1' as const },
      tags: [],
      private: isPrivate,
    }))
    const clip = siteClip(
      { title: 'x', fromMs: 10_000, toMs: 20_000 },
      { comments: gathered, transcript: [{ fromMs: 9000, toMs: 11_000, speaker: 'Maya', text: 'Why?' }] },
      said,
      { durationMs: 10_000, file: 'media/001.mp4' },
      () => 'p4',
    )
    expect(clip.comments.map(({ text, atMs, toMs }) => [text, atMs, toMs])).toEqual([
      ['reaches in', 0, 2000],
      ['within', 5000, undefined],
    ])
    expect(clip.cues).toEqual([{ fromMs: 0, toMs: 1000, text: 'Maya: Why?' }])
  })
})
