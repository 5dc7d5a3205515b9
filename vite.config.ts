import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** What several screens share is named by all of them, which is too long for a file's name; of others the ending goes. */
const short = (name: string) => (name.startsWith('shared~') ? 'shared' : name.replace(/\.\w+$/, ''))

/** The page asks for the library's code, which most people see first, beside its own and not after it has run. */
const libraryAtOnce: Plugin = {
  name: 'library-at-once',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle = {} }) {
      const chunks = Object.values(bundle).filter(piece => piece.type === 'chunk')
      const library = chunks.find(({ name }) => name === 'LibraryScreen')
      if (!library) throw new Error('the library has no piece of its own any more')
      const first = new Set(chunks.filter(({ isEntry }) => isEntry).flatMap(({ imports }) => imports))
      return [library.fileName, ...library.imports]
        .filter(file => !first.has(file))
        .map(file => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        }))
    },
  },
}

/**
 * The renderer: one page with hashed assets, without inline scripts, so that the host's content security policy can be strict.
 * The page names a placeholder for its styles' nonce; the host puts a fresh one there with every answer.
 */
export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  publicDir: false,
  plugins: [react(), libraryAtOnce],
  build: {
    outDir: fileURLToPath(new URL('dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    // All styles are 60 kB in one; a file for every piece would be asked for before the first screen's data.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        // Pieces that were put together by size may need each other; what a module does when it is read must still come after what it needs.
        // Without this a screen can fail to open, depending on who shares what. It costs 14 kB of the first load.
        strictExecutionOrder: true,
        chunkFileNames: ({ name }) => `assets/${short(name)}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${short(names[0] ?? 'asset')}-[hash][extname]`,
        // A browser asks for six things at a time: scraps of a kilobyte each would keep the first screen's data waiting.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            {
              name: 'shared',
              minShareCount: 2,
              priority: 1,
              entriesAware: true,
              entriesAwareMergeThreshold: 100_000,
            },
          ],
        },
      },
      onLog(level, log, handle) {
        // Mantine marks its modules for server components; a bundler without them has nothing to do about it.
        if (log.code === 'MODULE_LEVEL_DIRECTIVE') return
        handle(level, log)
      },
    },
  },
})
