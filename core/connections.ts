import type { Server } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { networkOf } from '#pure/network'

export interface ConnectionLimits {
  /** From everywhere. */
  readonly most: number
  readonly mostFromOne: number
  /** Says whose connections are those of many: a proxy that is believed, the machine itself. */
  readonly isMany: (address: string) => boolean
}

/**
 * Hangs up on whoever neither sends the rest of a request nor takes the answer for this long. Files may take as long as they need, as long as something
 * moves; what we are still working on waits for us, not for them.
 */
export function cutSilent(app: FastifyInstance, limitMs: number): void {
  app.addHook('onRequest', async ({ raw }, reply) => {
    const { socket } = raw
    // A request that tests put in without a connection has nothing to hang up on.
    if (!(socket instanceof Socket)) return
    reply.raw.setTimeout(limitMs, () => {
      if (raw.complete && socket.writableLength === 0) socket.setTimeout(limitMs)
      else socket.destroy()
    })
  })
}

/** Takes no more than so many connections at once, so that one address cannot use up all that there are. */
export function limitConnections(server: Server, { most, mostFromOne, isMany }: ConnectionLimits): void {
  const open = new Map<string, number>()
  server.maxConnections = most
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (isMany(address)) return
    const network = networkOf(address)
    const count = (open.get(network) ?? 0) + 1
    if (count > mostFromOne) return void socket.destroy()
    open.set(network, count)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left === 0) open.delete(network)
      else open.set(network, left)
    })
  })
}
