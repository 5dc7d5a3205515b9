import { resolve } from 'node:path'
import type { AppInfo, DoctorReport } from '../../contract/api/app.ts'
import type { EventBus } from '../events.ts'
import { os } from '../rpc.ts'

export interface AppParts {
  info(): AppInfo
  examine(): Promise<DoctorReport>
  /** Closes the open library and opens (or makes) the one in `dir`, with the people who are at the machine. */
  openLibrary(dir: string): Promise<void>
}

export const appProcedures = ({ info, examine, openLibrary }: AppParts) => ({
  info: os.app.info.handler(() => info()),
  doctor: os.app.doctor.handler(() => examine()),
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
