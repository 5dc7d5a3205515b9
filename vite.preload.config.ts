import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Electron's preload: a sandboxed one must be a single CommonJS file. */
export default defineConfig({
  root,
  publicDir: false,
  ssr: { target: 'node', noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    target: 'chrome130',
    outDir: `${root}dist`,
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: { 'preload/preload': 'electron/preload/preload.ts' },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
})
