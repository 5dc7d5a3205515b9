import type { CacheStore } from '../media/cacheStore.ts'
import { os } from '../rpc.ts'

export const cacheProcedures = (cache: CacheStore) => ({
  info: os.cache.info.handler(() => cache.info()),
  empty: os.cache.empty.handler(() => cache.empty()),
})
