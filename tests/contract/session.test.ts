import { describe, expect, it } from 'vitest'
import { hosted, isGuest, letIn, seat, sessionWhere, wordsWhere } from '../fixtures/liveSession.ts'

describe('a live session', () => {
  it('brings the lesson to a guest who was let in, and words both ways as they are written', async () => {
    const session = await hosted()
    const { ana, lessonId } = session
    await ana.api.comments.add({ lessonId, atMs: 1000, text: 'Eight seconds of silence.' })
    const ben = await seat('Ben')
    await letIn(session, ben)
    await wordsWhere(ben.api, lessonId, texts => texts.includes('Eight seconds of silence.'))
    await ben.api.comments.add({ lessonId, atMs: 2000, text: 'I waited on purpose.' })
    await wordsWhere(ana.api, lessonId, texts => texts.includes('I waited on purpose.'))
    const [, his] = await ana.api.comments.list({ lessonId })
    expect(his).toMatchObject({ author: { name: 'Ben', role: 'teacher' }, local: false })
    expect(his?.doubt).toBeUndefined()
  })
})
