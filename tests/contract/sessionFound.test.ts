import { createSocket } from 'node:dgram'
import { expect, it } from 'vitest'
import { hosted, seat, sessionWhere } from '../fixtures/liveSession.ts'

const GROUP = '224.0.0.251'

/** Whether this machine hears what it says to many, which is all that the finding of sessions is made of. @returns why not */
function noMulticast(): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true })
    const end = (why?: string) => {
      clearTimeout(timer)
      socket.close()
      resolve(why)
    }
    const timer = setTimeout(() => end('this machine does not hear its own multicast'), 2000)
    socket.on('error', error => end(`this machine has no multicast: ${error.message}`))
    socket.on('message', () => end())
    socket.bind(0, () => {
      try {
        socket.addMembership(GROUP)
        socket.setMulticastLoopback(true)
        socket.send('is anyone there?', socket.address().port, GROUP)
      } catch (error) {
        end(`this machine has no multicast: ${error}`)
      }
    })
  })
}

const why = await noMulticast()

it('a session is found on the local network under its host’s name, can be joined where it was found, and is gone with its end', {
  timeout: 60_000,
}, async context => {
  context.skip(why !== undefined, why)
  const { ana, lessonId } = await hosted()
  const view = await ana.api.session.host({ lessonId, announce: true })
  if (view.side !== 'host') throw new Error('nobody hosts')
  const ben = await seat('Ben')
  const found = async () =>
    (await ben.api.session.found()).find(({ address }) => address.endsWith(`:${view.port}`))
  await expect.poll(found, { timeout: 20_000 }).toMatchObject({ name: 'Ana' })
  const { address = '' } = (await found()) ?? {}
  await ben.api.session.join({ address, code: view.code })
  await sessionWhere(ana.api, each => each.side === 'host' && each.waiting.some(({ name }) => name === 'Ben'))
  await ana.api.session.leave()
  await expect.poll(found, { timeout: 20_000 }).toBeUndefined()
})
