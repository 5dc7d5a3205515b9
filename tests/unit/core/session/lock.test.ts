import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createLock, MOST_WRONG, SHUT_MS } from '../../../../electron/core/session/lock.ts'
import { proofOf, randomHex, statementFor, type Transcript } from '../../../../electron/core/session/proof.ts'
import { rawGuest } from '../../../fixtures/rawGuest.ts'

/** As costly as is bearable a hundred thousand times. */
const cheap = async (code: string, salt: string) => createHash('sha256').update(`${salt}${code}`).digest()

function open() {
  let nowMs = 1e12
  let rotated = 0
  const lock = createLock({
    nowMs: () => nowMs,
    certificate: 'c'.repeat(64),
    installation: 'host',
    sign: () => 'signed',
    rotated: () => {
      rotated += 1
    },
    derive: cheap,
  })
  const guest = rawGuest()
  const answer = async (code: string, hello = lock.hello(), certificate = 'c'.repeat(64)) => {
    const talk: Transcript = {
      attempt: hello.attempt,
      hostNonce: hello.nonce,
      guestNonce: randomHex(),
      certificate,
      guest: guest.who,
      installation: 'host',
    }
    return {
      attempt: hello.attempt,
      nonce: talk.guestNonce,
      guest: guest.who,
      proof: proofOf('guest', await cheap(code, hello.salt), talk),
      signature: guest.sign(statementFor('guest', talk)),
    }
  }
  return { lock, answer, pass: (ms: number) => (nowMs += ms), rotations: () => rotated }
}

describe('the lock of a session', () => {
  it('opens to the code, once for each attempt', async () => {
    const { lock, answer } = open()
    const right = await answer(lock.code())
    await expect(lock.prove(right)).resolves.toMatchObject({ signature: 'signed' })
    await expect(lock.prove(right)).rejects.toMatchObject({ code: 'session.refused' })
  })

  it('opens to none of a hundred thousand guesses, and counts them all', async () => {
    const { lock, pass, rotations } = open()
    const { who } = rawGuest()
    let refused = 0
    for (let turn = 0; turn < 100_000; turn += 1) {
      if (turn % MOST_WRONG === 0) pass(SHUT_MS)
      const guess = { attempt: lock.hello().attempt, nonce: 'a'.repeat(64), guest: who, signature: 'x' }
      await lock.prove({ ...guess, proof: turn.toString(16).padStart(64, '0') }).catch(() => {
        refused += 1
      })
    }
    expect(refused).toBe(100_000)
    expect(rotations()).toBe(100_000 / MOST_WRONG)
  })

  it('takes no more than five wrong ones at the same time either', async () => {
    const { lock, answer, rotations } = open()
    const code = lock.code()
    const wrong = await Promise.all(Array.from({ length: 40 }, () => answer('0'.repeat(12))))
    const right = await answer(code)
    const outcomes = await Promise.allSettled([...wrong, right].map(each => lock.prove(each)))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(rotations()).toBe(1)
    expect(lock.code()).not.toBe(code)
  })

  it('does not open to the right code over another certificate, nor later than a minute', async () => {
    const { lock, answer, pass } = open()
    await expect(lock.prove(await answer(lock.code(), lock.hello(), 'd'.repeat(64)))).rejects.toMatchObject({
      data: { subject: 'code' },
    })
    const late = await answer(lock.code())
    pass(61_000)
    await expect(lock.prove(late)).rejects.toMatchObject({ code: 'session.refused' })
  })

  it('greets nobody for a moment after the code had to change', async () => {
    const { lock, answer, pass } = open()
    for (let turn = 0; turn < MOST_WRONG; turn += 1)
      await expect(lock.prove(await answer('0'.repeat(12)))).rejects.toThrow()
    expect(() => lock.hello()).toThrow(/Too many wrong codes/)
    pass(SHUT_MS)
    await expect(lock.prove(await answer(lock.code()))).resolves.toBeDefined()
  })
})
