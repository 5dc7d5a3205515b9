import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const children = join(dirname(fileURLToPath(import.meta.url)), 'children')

/** Makes a plain Node script of `children/<name>.ts`, so that tests can run it in a process of its own. @returns its path */
export async function bundleChild(name: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(children, `${name}.ts`),
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  })
  return join(outDir, `${name}.mjs`)
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** Starts the script; `ended` gives everything it said. */
export function startChild(
  script: string,
  args: readonly string[],
): { readonly child: ChildProcess; readonly ended: Promise<Ended>; firstLine(): Promise<string> } {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString()
  })
  const firstLine = new Promise<string>((done, failed) => {
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString()
      if (out.includes('\n')) done(out.slice(0, out.indexOf('\n')))
    })
    child.on('close', () => failed(new Error(`it ended before it said a line: ${err}`)))
  })
  firstLine.catch(() => undefined)
  const ended = new Promise<Ended>(done => {
    child.on('close', (code, signal) => done({ code, signal, out, err }))
  })
  return { child, ended, firstLine: () => firstLine }
}
