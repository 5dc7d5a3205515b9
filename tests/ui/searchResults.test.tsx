import { expect, it } from 'vitest'
import type { SearchResult } from '../../electron/contract/api/search.ts'
import { SearchResults } from '../../renderer/features/clips/SearchResults.tsx'
import { renderPart } from './renderPart.tsx'

const nothing: SearchResult = {
  found: [],
  total: { clip: 0, comment: 0, transcript: 0, lesson: 0 },
  nearly: false,
}
const shown = (result: SearchResult) =>
  renderPart(
    <SearchResults id="list" groups={[]} result={result} active={undefined} onPlay={() => undefined} />,
  )

it('says how far a big library has been read, and that more may be found', () => {
  const { getByRole, getByText } = shown({ ...nothing, pending: { read: 120, lessons: 500 } })
  expect(getByRole('status').textContent).toContain('more may be found')
  expect(getByText('120 of 500 lessons so far')).toBeTruthy()
  expect(getByText('Nothing has these words so far')).toBeTruthy()
})

it('says nothing of it where a lesson is only read again', () => {
  const { queryByRole, getByText } = shown({ ...nothing, pending: { read: 500, lessons: 500 } })
  expect(queryByRole('status')).toBeNull()
  expect(getByText('Nothing has these words')).toBeTruthy()
})
