import { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import type { Globals } from '../../../electron/cli/globals.ts'
import { createProgram } from '../../../electron/cli/program.ts'

/** What the words of a call come to, without doing it. */
async function heard(...words: string[]): Promise<{ globals?: Globals; serve?: unknown; session?: unknown }> {
  const said: Awaited<ReturnType<typeof heard>> = {}
  const program = createProgram({
    run: async globals => {
      said.globals = globals
    },
    hostSession: async (globals, lesson, options) => {
      said.globals = globals
      said.session = { lesson, ...options }
    },
    serve: async (globals, options) => {
      said.globals = globals
      said.serve = options
    },
  })
  await program.parseAsync(words, { from: 'user' })
  return said
}

const refused = async (...words: string[]): Promise<string> => {
  const error: unknown = await heard(...words).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof CommanderError)) throw new Error(`${words.join(' ')} was taken`)
  return error.message
}

describe('the words of the command line', () => {
  const globals = { library: 'L', as: 'Ana', role: 'coach', json: true }
  const words = ['--library', 'L', '--as', 'Ana', '--role', 'coach', '--json']

  it('take the options for all before, between and after a command’s own words', async () => {
    expect((await heard(...words, 'lessons')).globals).toEqual(globals)
    expect((await heard('lessons', ...words)).globals).toEqual(globals)
    expect(
      (await heard('--json', 'rubric', '--as', 'Ana', 'list', '--role', 'coach', '--library', 'L')).globals,
    ).toEqual(globals)
    expect((await heard('import', 'a.mp4', 'b.mp4', ...words)).globals).toEqual(globals)
  })

  it('take what stands nearest to the command', async () => {
    expect((await heard('--as', 'Ana', 'lessons', '--as', 'Ben')).globals?.as).toBe('Ben')
  })

  it('keep a text that looks like an option as text', async () => {
    const said = await heard('comment', 'L', '--at', '1', '--text', '--json', '--tag', '-x=1')
    expect(said.globals?.json).toBe(false)
  })

  it.each([
    [['lessons', '--role', 'headmaster'], /coach/],
    [['lessons', '--as', '  '], /name/],
    [['comment', 'L', '--text', 'x', '--at', '1:2'], /HH:MM:SS/],
    [['comment', 'L', '--at', '1'], /--text/],
    [['comment', 'L', '--at', '1', '--text', 'x', '--kind', 'praise'], /suggestion/],
    [['clip', 'L', '--from', '1', '--title', 'x'], /--to/],
    [['import'], /file/],
    [['import', 'a.mp4', '--date', '31.12.2026'], /YYYY-MM-DD/],
    [['export', 'c', '--out', 'd', '--style', 'poster'], /overlay, panel, none/],
    [['serve', '--port', '70000'], /port/],
    [['lessons', 'extra'], /argument/],
    [['comments', 'L', '--format', 'pdf'], /vtt/],
    [['import-notes', 'f'], /--lesson/],
    [['export-notes', 'L', '--format', 'avid', '--out', 'f'], /boris, elan/],
    [['import-notes', 'f', '--lesson', 'L', '--column', 'when=Start'], /duration/],
  ])('refuse %j', async (call, why) => {
    expect(await refused(...call)).toMatch(why)
  })

  it.each(['session'])('know no %s yet', async command => {
    expect(await refused(command, 'x')).toMatch(/unknown command/)
  })

  it('tell --open, --no-open and neither apart', async () => {
    expect((await heard('serve')).serve).toEqual({})
    expect((await heard('serve', '--open', '--port', '0')).serve).toEqual({ open: true, port: 0 })
    expect((await heard('serve', '--no-open')).serve).toEqual({ open: false })
  })
})

describe('session host', () => {
  it('takes a lesson, a port and whom to let in', async () => {
    const { session, globals } = await heard(
      'session',
      'host',
      'Fractions',
      '--port',
      '5000',
      '--admit',
      'Ben',
      '--json',
    )
    expect(session).toMatchObject({ lesson: 'Fractions', port: 5000, admit: ['Ben'] })
    expect(globals?.json).toBe(true)
    expect(session).not.toHaveProperty('allowBrowsers')
  })

  it('allows guests in a browser only where that is said', async () => {
    const { session } = await heard('session', 'host', 'Fractions', '--allow-browsers')
    expect(session).toMatchObject({ allowBrowsers: true })
  })
})
