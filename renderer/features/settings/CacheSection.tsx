import { Button, NativeSelect } from '@mantine/core'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Settings } from '../../../electron/contract/api/settings.ts'
import { api } from '../../lib/api.ts'
import { sayDone, sayError } from '../../lib/notices.ts'
import { keys, useCacheInfo } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { sizeWords } from '../../lib/words.ts'
import { Row, Section } from './Section.tsx'
import { save } from './save.ts'

const limits = [5, 10, 20, 50, 100, 200]

async function empty(): Promise<void> {
  try {
    const { freedBytes, keptBytes } = await api.cache.empty()
    const kept = keptBytes > 0 ? ` ${sizeWords(keptBytes)} are in use and stayed.` : ''
    sayDone(`${sizeWords(freedBytes)} were freed.${kept}`)
    await queryClient.invalidateQueries({ queryKey: keys.cache })
  } catch (error) {
    sayError(error, 'The cache could not be emptied.')
  }
}

/** How much of the disk what is made of recordings may take, and how to free it. */
export function CacheSection({ settings }: { readonly settings: Settings }) {
  const cache = useCacheInfo().data
  const [emptying, setEmptying] = useState(false)
  const offered = [...new Set([...limits, settings.cacheLimitGb])].sort((a, b) => a - b)
  const used = cache ? sizeWords(cache.bytes) : 'Counting'
  const inUse = cache && cache.inUseBytes > 0 ? `, ${sizeWords(cache.inUseBytes)} of it in use now` : ''
  return (
    <Section
      title="Cache"
      words="Playable copies, filmstrips, waveforms and posters lie on this machine, outside the library. Debrief makes them again when they are needed."
    >
      <Row name="In the cache now" hint={`${used}${inUse}`}>
        <Button
          variant="default"
          loading={emptying}
          disabled={cache?.bytes === 0}
          leftSection={<Trash2 size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => {
            setEmptying(true)
            void empty().finally(() => setEmptying(false))
          }}
        >
          Empty the cache
        </Button>
      </Row>
      <Row name="At most" hint="What was not looked at for longest goes first">
        <NativeSelect
          size="sm"
          aria-label="Most that the cache may take"
          value={String(settings.cacheLimitGb)}
          data={offered.map(gb => ({ value: String(gb), label: `${gb} GB` }))}
          onChange={event => save({ cacheLimitGb: Number(event.currentTarget.value) })}
        />
      </Row>
    </Section>
  )
}
