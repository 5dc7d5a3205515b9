import { CommanderError } from 'commander'
import type { Action } from './command.types.ts'
import { addConsentCommand } from './consentCommand.ts'
import { errorLine, type Told, tell, UsageError } from './failures.ts'
import type { Globals } from './globals.ts'
import { createOutput, writeErr, writeOut } from './output.ts'
import { createProgram, type Runner } from './program.ts'

/** What commander says, as a sentence of ours. */
function usageOf(error: CommanderError): UsageError {
  const words = error.message.replace(/^error: /, '')
  const sentence = words.charAt(0).toUpperCase() + words.slice(1).trim()
  return new UsageError(`${sentence}${/[.?!)]$/.test(sentence) ? '' : '.'} See debrief --help.`)
}

/** Says what failed: a line on stderr, and the document that a caller with `--json` waits for. */
function sayFailure(told: Told, json: boolean): void {
  if (json) writeOut(JSON.stringify({ error: told }, null, 2))
  writeErr(errorLine(told))
}

const SAME_PRESS_MS = 1000

const aborts = () => {
  const aborted = new AbortController()
  let askedAtMs: number | undefined
  const onSignal = () => {
    // The first asks for an orderly end; whoever presses again does not want to wait for it. A terminal and npm each pass
    // on the same press, so what comes at once is no second one.
    if (askedAtMs !== undefined && performance.now() - askedAtMs > SAME_PRESS_MS) process.exit(130)
    askedAtMs ??= performance.now()
    aborted.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  const stop = () => {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
  return { signal: aborted.signal, stop }
}

async function runAction(globals: Globals, load: () => Promise<Action>): Promise<number> {
  const { signal, stop } = aborts()
  const action = await load()
  const { connect } = await import('./connect.ts')
  const connection = await connect(globals)
  try {
    return (await action({ ...connection, globals, out: createOutput(globals.json), signal })) ?? 0
  } finally {
    await connection.close()
    stop()
  }
}

/**
 * Runs one call of the command line.
 * @param words what stands behind `debrief`
 * @returns the exit code: 0 all done, 1 something failed, 2 the words of the call are off
 */
export async function run(words: readonly string[]): Promise<number> {
  let exitCode = 0
  const runner: Runner = {
    run: async (globals, load) => {
      exitCode = await runAction(globals, load)
    },
    hostSession: async (globals, lesson, options) => {
      const { signal, stop } = aborts()
      const { sessionHost } = await import('./sessionHost.ts')
      exitCode = await sessionHost(globals, lesson, options, signal)
      stop()
    },
    serve: async (globals, options) => {
      const { signal, stop } = aborts()
      const { serve } = await import('./serve.ts')
      exitCode = await serve(globals, options, signal)
      stop()
    },
  }
  const program = createProgram(runner)
  addConsentCommand(program, runner)
  try {
    await program.parseAsync([...words], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0
      // Called without a command: its help is on stderr by now.
      if (error.code === 'commander.help') return 2
    }
    const failure = error instanceof CommanderError ? usageOf(error) : error
    sayFailure(tell(failure), words.includes('--json'))
    return failure instanceof UsageError ? 2 : 1
  }
}
