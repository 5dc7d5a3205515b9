// The page with live reload, against a built host of its own: node scripts/dev.mjs [--library DIR]
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { buildAll } from './build.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

await buildAll({ only: 'node', ifChanged: true })
const program = `${root}dist/cli/debrief.mjs`
const host = spawn(process.execPath, [program, 'serve', '--no-open', ...process.argv.slice(2)], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
host.on('exit', code => process.exit(code ?? 1))
const [line] = await createInterface({ input: host.stdout })
  [Symbol.asyncIterator]()
  .next()
  .then(({ value }) => [value])
const address = new URL(/http:\S+/.exec(line)[0])

/** The host takes requests only under its own name and from its own pages. */
const proxy = {
  target: address.origin,
  changeOrigin: true,
  configure: server => {
    server.on('proxyReq', request => {
      request.setHeader('origin', address.origin)
      request.setHeader('sec-fetch-site', 'same-origin')
    })
  },
}
const vite = await createServer({
  configFile: `${root}vite.config.ts`,
  server: { host: '127.0.0.1', proxy: { '/rpc': proxy, '/media': proxy, '/upload': proxy } },
})
await vite.listen()
console.log(`Debrief with live reload is at http://127.0.0.1:${vite.config.server.port}/${address.hash}`)
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    host.removeAllListeners('exit')
    host.kill('SIGTERM')
    await vite.close()
    process.exit(0)
  })
}
