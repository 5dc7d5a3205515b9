import { expect, it } from 'vitest'
import { RATE_HEADER } from '../../electron/contract/api/doors.ts'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { lessonId as lessonIdOf } from '../../electron/contract/records/lesson.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { cutNetwork } from '../fixtures/cutNetwork.ts'
import { jobEnded } from '../fixtures/jobs.ts'
import { letIn, seat } from '../fixtures/liveSession.ts'

/** 2.8 Mbit/s, 848 × 480, ten seconds. */
const FILE = 'gopro-max-heromode.mp4'
const CELLS = [0, 1, 2, 3, 4]

it.skipIf(!corpusDir)(
  'a guest on a slow network gets a smaller picture that it carries, and the whole one again once there is room',
  async () => {
    const ana = await seat('Ana', 'coach')
    const { jobId } = await ana.api.recordings.import({ files: [corpusFile(FILE)] })
    const { imported } = importResult.parse((await jobEnded(ana.api, jobId)).result)
    const lessonId = lessonIdOf.parse(imported[0]?.lessonId)
    const hosting = await ana.api.session.host({ lessonId, announce: false })
    if (hosting.side !== 'host') throw new Error('nobody hosts')
    const network = await cutNetwork(hosting.port)
    // Once it stands still, nothing is waited for: how quick this machine is counts no more.
    let stoodMs: number | undefined
    const ben = await seat('Ben', 'teacher', { now: () => stoodMs ?? Date.now() })
    await letIn({ ana, lessonId, view: hosting, address: network.address, code: hosting.code }, ben)
    const recording = async () => (await ben.api.lessons.find({ id: lessonId })).recordings[0]
    await expect.poll(recording).toMatchObject({ streams: 'full', source: 'original' })

    const { mediaKey } = await ben.api.app.info()
    const place = `/media/${encodeURIComponent((await recording())?.id ?? '')}`
    const cell = async (which: number | 'head', more = '') => {
      const path = `${place}/live?cell=${which}&key=${mediaKey}${more}`
      const { status, headers, body } = await ben.machine.send({ path })
      return { status, rate: headers[RATE_HEADER], bytes: body.length }
    }

    // The network carries a third of what the recording needs, and his player reads on and on.
    network.slow(900_000)
    const leaving = new AbortController()
    const playing = fetch(`${ben.machine.host.url}${place}/original?key=${mediaKey}`, {
      signal: leaving.signal,
    }).then(answer => answer.arrayBuffer())
    await expect.poll(recording).toMatchObject({ streams: 'lean', source: 'live', proxy: 'none' })
    leaving.abort()
    await expect(playing).rejects.toThrow()
    stoodMs = Date.now()

    // The smaller one is within what the network carries, and says what it is.
    network.slow(undefined)
    const weighed = []
    for (const each of CELLS) weighed.push(await cell(each))
    expect(weighed.every(({ status, rate }) => status === 200 && rate === 'lean')).toBe(true)
    const bits = (8 * weighed.reduce((sum, { bytes }) => sum + bytes, 0)) / 10.5
    expect(bits).toBeGreaterThan(50_000)
    expect(bits).toBeLessThan(650_000)
    // Each rate has a head of its own, whatever the rate of the day is.
    expect(await cell('head', '&rate=full')).toMatchObject({ status: 200, rate: 'full' })

    // There is room again, but it stays calm for a while before it turns back.
    for (const each of CELLS) await cell(each)
    expect(await recording()).toMatchObject({ streams: 'lean' })
    stoodMs += 60_000
    for (const each of CELLS) await cell(each)
    expect(await recording()).toMatchObject({ streams: 'full', source: 'original' })
  },
)
