import { resolve } from 'node:path'
import type { AppInfo } from '../../contract/api/app.ts'
import type { EventBus } from '../events.ts'
import { os } from '../rpc.ts'

export interface AppParts {
  info(): AppInfo
  /** Closes the open library and opens (or makes) the one in `dir`, with the people who are at the machine. */
  openLibrary(dir: string): Promise<void>
}

export const appProcedures = ({ info, openLibrary }: AppParts) => ({
  info: os.app.info.handler(() => info()),
  openLibrary: os.app.openLibrary.handler(async ({ input }) => {
    await openLibrary(resolve(input.dir))
    return info()
  }),
})

export const eventProcedures = (bus: EventBus) => ({
  stream: os.events.stream.handler(async function* ({ signal }) {
    yield* bus.stream(signal)
  }),
})
