import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { NOT_OBSERVED } from '../../electron/contract/records/rubric.ts'
import { Avatar, AvatarRow } from '../../renderer/ui/Avatar.tsx'
import { CriterionBadge } from '../../renderer/ui/CriterionBadge.tsx'

const levels = [
  { code: 'B', label: 'Beginning' },
  { code: 'D', label: 'Developing' },
  { code: 'S', label: 'Secure' },
]

describe('a tag', () => {
  it('says its level in words, with a bar for each step reached', () => {
    const { container } = render(
      <CriterionBadge code="C2" colour="dC" title="Wait time" level="D" levels={levels} />,
    )
    expect(screen.getByRole('img', { name: 'level 2 of 3, Developing' })).toBeTruthy()
    expect([...container.querySelectorAll('i')].map(({ dataset }) => dataset.on)).toEqual([
      'true',
      'true',
      'false',
    ])
  })

  it('does not count “not observed” as a level', () => {
    const { container } = render(
      <CriterionBadge code="C2" colour="dC" title="Wait time" level={NOT_OBSERVED} levels={levels} />,
    )
    expect(screen.getByText('not observed')).toBeTruthy()
    expect(container.querySelectorAll('i')).toHaveLength(0)
  })

  it('keeps the code of a level that its rubric does not know', () => {
    render(<CriterionBadge code="X9" colour="dA" level="HE" />)
    expect(screen.getByText('HE')).toBeTruthy()
    expect(screen.getByText('X9')).toBeTruthy()
  })
})

describe('people', () => {
  const person = (id: string, name: string) => ({ id, name, colour: 'p1' }) as const
  it('are named to those who cannot see their initials', () => {
    render(<Avatar person={person('a', 'Ana Reyes')} named />)
    expect(screen.getByRole('img', { name: 'Ana Reyes' }).textContent).toBe('AR')
  })
  it('become a number from the fifth on, and stay named', () => {
    const five = ['Ana', 'Ben', 'Cem', 'Dana', 'Eva'].map(name => person(name, name))
    render(<AvatarRow people={five} />)
    const row = screen.getByRole('img', { name: 'Ana, Ben, Cem, Dana, Eva' })
    expect(row.textContent).toBe('ABC+2')
  })
})
