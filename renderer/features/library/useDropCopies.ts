import { useAppInfo } from '../../lib/queries.ts'
import { useSettings } from '../../lib/settings.ts'

/** Whether a recording that is dropped is copied into the library: by choice, or because a browser does not say where it lies. */
export function useDropCopies(): boolean {
  const paths = useAppInfo().data?.capabilities.dropPaths ?? true
  return (useSettings().data?.copyOnImport ?? false) || !paths
}
