import { os } from '../../rpc.ts'
import type { Strips } from './strips.ts'

export const stripProcedures = (strips: Pick<Strips, 'open' | 'frames' | 'close'>) => ({
  open: os.strips.open.handler(({ input }) => strips.open(input.id)),
  frames: os.strips.frames.handler(({ input }) => strips.frames(input)),
  close: os.strips.close.handler(({ input }) => strips.close(input.id)),
})
