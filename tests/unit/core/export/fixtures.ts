import type { ExportComment, ExportTag } from '../../../../electron/core/export/export.types.ts'

export const tag = (own: Partial<ExportTag> = {}): ExportTag => ({
  code: 'B2',
  title: 'Modelling',
  domainIndex: 1,
  levelIndex: 2,
  levelCount: 4,
  notObserved: false,
  ...own,
})

export const comment = (own: Partial<ExportComment> = {}): ExportComment => ({
  id: 'comment:1',
  author: { name: 'Marcus Bell', role: 'coach', colour: 'p1' },
  kind: 'evidence',
  text: 'The movement starts at the palm and ends at the forehead. You show it slowly, twice.',
  atMs: 0,
  tags: [tag()],
  private: false,
  ...own,
})

/** Words that have broken subtitle burners before. */
export const hostile: Record<string, string> = {
  quotes: `Coach: "wait – 5%" 'time' \\n {x}; [0:v] %{pts} :text=/etc/hostname`,
  lines: 'one\ntwo\r\nthree\n\n\nfour\u2028five',
  arabic: 'ملاحظة: المعلمة انتظرت 5 ثوانٍ (wait time) قبل أن تختار تلميذًا، ورفع ثلاثة تلاميذ أيديهم.',
  hebrew: 'המורה חיכתה 5 שניות ואז שאלה: "מי יודע?" (wait)',
  cjk: '观察：教师提问之后等了五秒，学生们互相看了看，然后有三个人举手。「どうして？」と聞いた。',
  devanagari: 'मैंने देखा कि उसने पाँच सेकंड तक प्रतीक्षा की।',
  thai: 'ครูรอห้าวินาทีหลังจากถามคำถามแล้วนักเรียนสามคนยกมือ',
  emoji: '👩‍🏫👨‍👩‍👧‍👦🇩🇪👍🏽❤️ I love this 🎉🎉🎉',
  accents: 'Z̶̡̛a̴̢͝l̸̨̛g̷̡̕o͠ é é ñ',
  unspaced: 'a'.repeat(1000),
  long: 'She waits five seconds and nobody speaks. '.repeat(24).slice(0, 1000),
  link: `https://example.org/${'very-long-path/'.repeat(12)}?q=1&r=2`,
  controls: 'a\u0000b\u0007c\u001bd\u200b\u202ee\u202c\ufefff',
  missing: '\u0378\u{1ccff}\u{3fffd}',
}
