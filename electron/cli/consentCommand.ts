import { type Command, Option } from 'commander'
import { addGlobalOptions, globalsOf } from './globals.ts'
import type { Runner } from './program.ts'

/** The words of `consent`. */
export function addConsentCommand(program: Command, { run }: Runner): void {
  addGlobalOptions(
    program
      .command('consent [lesson]')
      .description('show or set whether a lesson may leave the library')
      .allowExcessArguments(false),
  )
    .addOption(new Option('--state <state>', 'what is on record').choices(['given', 'restricted', 'none']))
    .option('--note <text>', 'where the papers are, for whom, until when')
    .addOption(new Option('--require <answer>', 'only lessons with consent may leave').choices(['yes', 'no']))
    .action((lesson: string | undefined, options, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/consent.ts')).consent(lesson, options)),
    )
}
