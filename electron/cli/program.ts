import { Command, Option } from 'commander'
import { exportStyles } from '../contract/api/clips.ts'
import { notesFormats, readableFormats } from '../contract/api/notes.ts'
import { packageMedia } from '../contract/api/packages.ts'
import { commentKinds } from '../contract/records/comment.ts'
import { programVersion } from '../host/places.ts'
import type { Action } from './command.types.ts'
import { conversationFormats } from './conversationFormats.ts'
import {
  addGlobalOptions,
  collect,
  columnOf,
  dateOf,
  type Globals,
  globalsOf,
  numberOf,
  portOf,
  shiftOf,
  sidecarsOf,
  timeOf,
} from './globals.ts'
import { writeErr } from './output.ts'
import type { ServeOptions } from './serve.ts'
import type { SessionOptions } from './sessionHost.ts'

/** What the program does with a command once its words are understood. */
export interface Runner {
  /** Runs a command against a core. `load` brings its code, so that a call loads no more than it uses. */
  run(globals: Globals, load: () => Promise<Action>): Promise<void>
  serve(globals: Globals, options: ServeOptions): Promise<void>
  hostSession(globals: Globals, lesson: string, options: SessionOptions): Promise<void>
}

const required = (flags: string, words: string) => new Option(flags, words).makeOptionMandatory()

const add = (parent: Command, usage: string, words: string): Command =>
  addGlobalOptions(parent.command(usage).description(words).allowExcessArguments(false))

function addLibraryCommands(program: Command, { run }: Runner): void {
  add(program, 'doctor', 'check that all Debrief needs is on this machine').action((_, command: Command) =>
    run(globalsOf(command), async () => (await import('./commands/doctor.ts')).doctor),
  )
  add(program, 'import <file...>', 'bring recordings into the library, one lesson a file')
    .option('--title <title>', 'the lesson’s title (with one file)')
    .option('--teacher <name>', 'who teaches')
    .addOption(new Option('--date <date>', 'the day it was taught, YYYY-MM-DD').argParser(dateOf))
    .option('--subject <subject>', 'the subject')
    .option('--grade <grade>', 'the grade')
    .option('--lesson <lesson>', 'add an angle to this lesson (id or title)')
    .option('--join', 'make the camera’s split files one recording')
    .option('--copy', 'copy the recordings into the library folder')
    .action((files: string[], options, command: Command) =>
      run(globalsOf(command), async () =>
        (await import('./commands/importRecordings.ts')).importRecordings(files, options),
      ),
    )
  add(program, 'lessons', 'list the lessons').action((_, command: Command) =>
    run(globalsOf(command), async () => (await import('./commands/lessons.ts')).lessons),
  )
}

function addConversationCommands(program: Command, { run }: Runner): void {
  add(program, 'comment <lesson>', 'say something about a moment or a stretch of a lesson')
    .addOption(new Option('--at <time>', 'where it stands').argParser(timeOf))
    .addOption(new Option('--to <time>', 'where it ends, for a stretch').argParser(timeOf))
    .addOption(required('--text <text>', 'the words'))
    .addOption(new Option('--kind <kind>', 'its kind').choices([...commentKinds]))
    .addOption(new Option('--tag <code[=level]>', 'a criterion, with a level if rated').argParser(collect))
    .option('--private', 'keep it as a private note on this machine')
    .option('--reply-to <id>', 'answer this comment')
    .action((lesson: string, options, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/comment.ts')).comment(lesson, options)),
    )
  add(program, 'comments <lesson>', 'print the conversation about a lesson')
    .addOption(new Option('--format <format>', 'how').choices([...conversationFormats]))
    .action((lesson: string, options, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/comments.ts')).comments(lesson, options)),
    )
}

function addNotesCommands(program: Command, { run }: Runner): void {
  add(program, 'import-notes <file>', 'take notes of another program into a lesson')
    .addOption(required('--lesson <lesson>', 'the lesson (id or title)'))
    .addOption(
      new Option('--format <format>', 'what the file is (default: told by what stands in it)').choices([
        ...readableFormats,
      ]),
    )
    .addOption(
      new Option('--shift <time>', 'add this to the file’s times; -TIME takes it off').argParser(shiftOf),
    )
    .addOption(
      new Option(
        '--column <part=name>',
        'which column of a table has at, to, duration, text, author, kind or tags',
      ).argParser(columnOf),
    )
    .option('--observation <name>', 'which observation of a BORIS project')
    .action((file: string, options, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/notes.ts')).importNotes(file, options)),
    )
  add(program, 'export-notes <lesson>', 'write the conversation for another program')
    .addOption(required('--format <format>', 'which program').choices([...notesFormats]))
    .addOption(required('--out <file>', 'the file to write'))
    .action((lesson: string, options, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/notes.ts')).exportNotes(lesson, options)),
    )
}

function addReportCommand(program: Command, { run }: Runner): void {
  add(program, 'report <lesson>', 'write the debrief as .pdf, .html, .csv or .xlsx')
    .addOption(required('--out <file>', 'the file to write; its ending says how'))
    .option('--by <name...>', 'only the words of these people')
    .option('--no-pictures', 'without the frame of each moment')
    .action((lesson: string, options, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/report.ts')).report(lesson, options)),
    )
}

function addRubricCommands(program: Command, { run }: Runner): void {
  const rubric = add(program, 'rubric', 'list, import and export rubrics')
  add(rubric, 'list', 'list the rubrics').action((_, command: Command) =>
    run(globalsOf(command), async () => (await import('./commands/rubric.ts')).listRubrics),
  )
  add(rubric, 'import <file>', 'add a rubric from a CSV or JSON file').action(
    (file: string, _, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/rubric.ts')).importRubric(file)),
  )
  add(rubric, 'export <id>', 'write a rubric as CSV or JSON')
    .addOption(required('--out <file>', 'the file, ending in .csv or .json'))
    .action((id: string, options, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/rubric.ts')).exportRubric(id, options)),
    )
}

function addCollectionCommands(program: Command, { run }: Runner): void {
  add(program, 'collection <name>', 'make, fill and show a collection of clips')
    .option('--add <clip...>', 'put these clips at its end')
    .option('--purpose <words>', 'what it is for')
    .option('--audience <words>', 'whom it is for')
    .action((name: string, options, command: Command) =>
      run(globalsOf(command), async () =>
        (await import('./commands/collection.ts')).collection(name, options),
      ),
    )
  add(program, 'site <name>', 'write a collection as a folder that opens in any browser, offline')
    .addOption(required('--out <path>', 'the folder to make, or one file ending in .zip'))
    .action((name: string, options, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/site.ts')).site(name, options)),
    )
}

function addClipCommands(program: Command, { run }: Runner): void {
  add(program, 'clip <lesson>', 'make a clip of a stretch of a lesson')
    .addOption(required('--from <time>', 'where it begins').argParser(timeOf))
    .addOption(required('--to <time>', 'where it ends').argParser(timeOf))
    .addOption(required('--title <title>', 'its title'))
    .option('--collection <name>', 'put it into this collection')
    .action((lesson: string, options, command: Command) =>
      run(globalsOf(command), async () => (await import('./commands/clips.ts')).clip(lesson, options)),
    )
  add(program, 'clips', 'list the clips').action((_, command: Command) =>
    run(globalsOf(command), async () => (await import('./commands/clips.ts')).clips),
  )
  add(program, 'export <clip...>', 'render clips with what people said in them')
    .addOption(required('--out <dir>', 'the folder to write to'))
    .addOption(new Option('--style <style>', 'how comments are shown').choices([...exportStyles]))
    .option(
      '--reel <file>',
      'one file of all of them, with a card before each (a name in the folder, or a path)',
    )
    .option('--subtitles', 'embed comments and transcript as subtitles too')
    .addOption(
      new Option('--beside <kinds>', 'files beside the clip, with commas')
        .argParser(sidecarsOf)
        .default(undefined, 'vtt with --subtitles'),
    )
    .option('--poster', 'a JPEG beside the clip')
    .addOption(
      new Option('--hold <time>', 'let the picture stand this long at each drawing').argParser(timeOf),
    )
    .option('--title-card', 'a card before the clip')
    .option('--end-card', 'a card behind the clip')
    .option('--name-teacher', 'the cards name the teacher')
    .option('--prompt <text>', 'a question, on the cards and below the picture of a side panel')
    .addOption(new Option('--speed <factor>', 'slower: from 0.25 to 1').argParser(numberOf))
    .addOption(new Option('--gain <dB>', 'louder or quieter').argParser(numberOf))
    .option('--even-voices', 'bring voices to one level')
    .option('--mute', 'leave the sound out')
    .option('--exact', 'encode every picture anew, also those that could be copied')
    .action((clips: string[], options, command: Command) =>
      run(globalsOf(command), async () =>
        (await import('./commands/exportClips.ts')).exportClips(clips, options),
      ),
    )
}

function addPackageCommands(program: Command, { run }: Runner): void {
  add(program, 'package <lesson>', 'write a lesson’s conversation into one .debrief file')
    .addOption(required('--out <file>', 'the file to write'))
    .addOption(new Option('--media <media>', 'what of the recordings goes along').choices([...packageMedia]))
    .addHelpText('after', '\nDEBRIEF_PASSPHRASE in the environment locks the file with that passphrase.')
    .action((lesson: string, options, command: Command) =>
      run(globalsOf(command), async () =>
        (await import('./commands/packages.ts')).packageLesson(lesson, options),
      ),
    )
  add(program, 'merge <file>', 'take a .debrief file into the library')
    .option('--accept-unverified', 'take in what names someone known here and is not signed by them')
    .addHelpText('after', '\nDEBRIEF_PASSPHRASE in the environment opens a locked file.')
    .action((file: string, options, command: Command) =>
      run(globalsOf(command), async () =>
        (await import('./commands/packages.ts')).mergePackage(file, options),
      ),
    )
}

function addSessionCommands(program: Command, { hostSession }: Runner): void {
  const session = add(program, 'session', 'review a lesson live with others on the local network')
  add(session, 'host <lesson>', 'host a lesson; prints the address and the code to join it with')
    .addOption(new Option('--port <port>', 'the port (default: any free one)').argParser(portOf))
    .option(
      '--admit <name...>',
      'let these in without asking, once their Debrief has proved the code; guests in a browser are always asked about',
    )
    .option(
      '--allow-browsers',
      'let guests without Debrief join in a browser, which is less safe: prints what they compare before they go on',
    )
    .action((lesson: string, options, command: Command) => hostSession(globalsOf(command), lesson, options))
}

/** The words of the command line (what each does is in commands/, and loaded only when called). */
export function createProgram(runner: Runner): Command {
  const program = new Command('debrief')
    .description('A coach and a teacher review a lesson recording together.')
    .version(programVersion, '-V, --version', 'print the version')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeErr, outputError: () => undefined })
    .addHelpText('after', '\nTimes are SS, MM:SS or HH:MM:SS, each with .mmm if need be.')
  addGlobalOptions(program)
  addLibraryCommands(program, runner)
  addConversationCommands(program, runner)
  addNotesCommands(program, runner)
  addReportCommand(program, runner)
  addRubricCommands(program, runner)
  addClipCommands(program, runner)
  addCollectionCommands(program, runner)
  addPackageCommands(program, runner)
  addSessionCommands(program, runner)
  add(program, 'serve', 'open Debrief in a browser on this machine')
    .addOption(new Option('--port <port>', 'the port (default: any free one)').argParser(portOf))
    .option('--open', 'open the browser')
    .option('--no-open', 'do not open the browser')
    .option('--read-only', 'for looking only: nothing is written into the library folder')
    .action((options, command: Command) => runner.serve(globalsOf(command), options))
  for (const command of [program, ...program.commands.flatMap(each => [each, ...each.commands])]) {
    command.exitOverride().copyInheritedSettings(program)
  }
  return program
}
