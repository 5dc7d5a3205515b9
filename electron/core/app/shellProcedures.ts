import { DebriefError } from '../../contract/errors.ts'
import type { Shell } from '../call.ts'
import { os } from '../rpc.ts'

const absent = (what: string) =>
  new DebriefError(
    'capability.absent',
    `${what} cannot be used in a browser. Choose the file or folder in Debrief’s own list instead.`,
  )

/** What only some shells can do; the page asks `app.info` first and offers it only there. */
export const shellProcedures = (shell: Shell) => ({
  chooseFiles: os.shell.chooseFiles.handler(() => {
    if (!shell.chooseFiles) throw absent('The system’s file dialog')
    return shell.chooseFiles()
  }),
  chooseFolder: os.shell.chooseFolder.handler(() => {
    if (!shell.chooseFolder) throw absent('The system’s folder dialog')
    return shell.chooseFolder()
  }),
  reveal: os.shell.reveal.handler(async ({ input }) => {
    if (!shell.reveal) throw absent('The system’s file manager')
    await shell.reveal(input.path)
  }),
})
