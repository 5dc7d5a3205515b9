import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { FilterMenu } from '../../renderer/ui/filters/FilterMenu.tsx'
import { renderPart } from './renderPart.tsx'

const few = [
  { value: 'a', label: 'Ana Reyes', count: 3 },
  { value: 'b', label: 'Jo Obi', count: 1 },
]
const many = Array.from({ length: 12 }, (_, at) => ({ value: `v${at}`, label: `Teacher ${at}`, count: 1 }))

describe('a filter', () => {
  it('shows its values with their counts and takes several', () => {
    const onChoose = vi.fn()
    renderPart(<FilterMenu name="Teacher" values={few} chosen={['b']} onChoose={onChoose} />)
    fireEvent.click(screen.getByRole('button', { name: 'Teacher: Jo Obi' }))
    fireEvent.click(screen.getByRole('menuitemcheckbox', { name: /Ana Reyes/ }))
    expect(onChoose).toHaveBeenCalledWith(['b', 'a'])
  })

  it('says what is chosen, and how many more, and can be cleared without opening it', () => {
    const onChoose = vi.fn()
    renderPart(<FilterMenu name="Teacher" values={few} chosen={['a', 'b']} onChoose={onChoose} />)
    expect(screen.getByRole('button', { name: 'Teacher: Ana Reyes +1' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filter Teacher' }))
    expect(onChoose).toHaveBeenCalledWith([])
  })

  it('finds a value by its letters where there are many', () => {
    renderPart(<FilterMenu name="Teacher" values={many} chosen={[]} onChoose={() => undefined} />)
    fireEvent.click(screen.getByRole('button', { name: 'Teacher' }))
    fireEvent.change(screen.getByLabelText('Find a teacher'), { target: { value: '11' } })
    expect(screen.getAllByRole('menuitemcheckbox')).toHaveLength(1)
  })

  it('cannot be opened where no lesson has a value for it', () => {
    renderPart(<FilterMenu name="Grade" values={[]} chosen={[]} onChoose={() => undefined} />)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Grade' }).disabled).toBe(true)
  })
})
