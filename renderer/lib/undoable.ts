import { offerUndo, sayError } from './notices.ts'

/**
 * Does something, and offers the way back; what shows it is read anew, whether it was done or not.
 * @param done what the notice says; @param failed what is said where it was not done
 * @param run does it. @returns how it is taken back
 */
export async function actWithUndo(
  done: string,
  failed: string,
  readAgain: () => Promise<unknown>,
  run: () => Promise<() => Promise<unknown>>,
): Promise<boolean> {
  try {
    const undo = await run()
    offerUndo(done, async () => {
      await undo()
      await readAgain()
    })
    return true
  } catch (error) {
    sayError(error, failed)
    return false
  } finally {
    await readAgain()
  }
}
