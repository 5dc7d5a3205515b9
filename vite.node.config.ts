import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

/** What cannot be bundled: programs, native addons, font files that are opened by name, and what Electron itself provides. */
export const loadedAtRunTime = [
  'electron',
  '@napi-rs/canvas',
  'ffmpeg-static',
  '@ffprobe-installer/ffprobe',
  'fluent-ffmpeg',
  'subset-font',
  '@fontsource-variable/inter',
  '@fontsource-variable/noto-sans-arabic',
  '@fontsource-variable/noto-sans-devanagari',
  '@fontsource-variable/noto-sans-hebrew',
  '@fontsource-variable/noto-sans-sc',
]

const entries = {
  'cli/debrief': 'electron/cli/debrief.ts',
  'main/main': 'electron/main/main.ts',
}

/** Command line and Electron's main process: ES modules that share chunks; pure JavaScript is bundled so that they start fast. */
export default defineConfig({
  root,
  publicDir: false,
  resolve: { conditions: ['node'] },
  ssr: { target: 'node', noExternal: true, external: loadedAtRunTime },
  build: {
    ssr: true,
    target: 'node20',
    outDir: `${root}dist`,
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(root + file))),
      output: {
        format: 'es',
        entryFileNames: '[name].mjs',
        chunkFileNames: 'chunks/[name]-[hash].mjs',
      },
    },
  },
})
