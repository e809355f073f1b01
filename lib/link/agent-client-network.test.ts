import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecure, type Server as SecureServer } from 'node:https'
import { createServer as createRaw, type Server, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { emptyTopology } from '../model/topology.ts'
import { type AgentLink, openAgentClient, type Teller } from './agent-client.ts'
import { formatIdentity, identityHeader } from './identity-header.ts'
import { createManualClock } from './manual-clock.ts'
import { type AgentIdentity, protocolVersion } from './protocol.ts'
import { channelBinding, channelSettings, keyName } from './secure-channel.ts'
import { makeSelfSigned } from './self-signed.ts'
import { deriveSecret } from './shared-secret.ts'
import { fingerprint } from './verify-identity.ts'
import type { ClockReading } from './watch-agent-clock.ts'

const word = 'correct-horse-battery-staple-0123456789'
const secret = deriveSecret(word)

type Answer = (response: ServerResponse, request: IncomingMessage) => void

/** Something that knows the secret and answers as it likes. */
const insider = (answer: Answer): SecureServer =>
  createSecure(
    { ...channelSettings, pskCallback: (_socket, name) => (name === keyName ? secret.export() : null) },
    (request, response) => answer(response, request),
  )

async function listenAt(server: Server, port = 0): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => sockets.delete(socket))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the server does not listen')
  return address.port
}

function dial(port: number, clock = createManualClock()) {
  const links: AgentLink[] = []
  const tellers: Teller[] = []
  const clocks: ClockReading[] = []
  const client = openAgentClient(
    { kind: 'network', host: '127.0.0.1', port },
    {
      onView: (_view, teller) => tellers.push(teller),
      onChange: () => {},
      onBeat: () => {},
      onLink: (link) => links.push(link),
      onClock: (reading) => clocks.push(reading),
    },
    { secret, clock },
  )
  onTestFinished(() => client.close())
  return { client, links, tellers, clocks, clock }
}

const own = generateKeyPairSync('ed25519')

function identityOn({ socket }: IncomingMessage, { publicKey, privateKey } = own): AgentIdentity {
  if (!(socket instanceof TLSSocket)) throw new Error('the request came in clear')
  return identify(publicKey, sign(null, channelBinding(socket), privateKey))
}

const identify = (publicKey: KeyObject, signature: Buffer): AgentIdentity => ({
  publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  signature: signature.toString('base64'),
})

const view = (identity: AgentIdentity | null, protocol = protocolVersion): string =>
  `${JSON.stringify({ kind: 'view', protocol, epoch: 'e1', seq: 1, view: emptyTopology(), identity, beatMs: 5_000 })}\n`

/** An agent as it should be, for what `otherwise` does not answer. */
const goodAgent =
  (otherwise: (url: string, response: ServerResponse, request: IncomingMessage) => boolean = () => false): Answer =>
  (response, request) => {
    const identity = identityOn(request)
    response.setHeader(identityHeader, formatIdentity(identity))
    if (otherwise(request.url ?? '', response, request)) return
    if (request.url === '/v1/stream') response.write(view(identity))
    else response.end(JSON.stringify({ found: true, inspect: {}, reason: null, readAt: 1, at: 1_700_000_005_000 }))
  }

describe('what is no agent, or not the one that it should be', () => {
  const raw = (talk: (socket: Socket) => void) => createRaw(talk)

  it.each<[string, () => Server, AgentLink['state'], string]>([
    ['a plain HTTP server', () => createPlain((_, response) => response.end('hello')), 'refused', 'is no agent'],
    [
      'a TLS server with a certificate',
      () => createSecure(makeSelfSigned('agent'), (_, response) => response.end('hello')),
      'refused',
      'shows a certificate instead',
    ],
    ['an SSH banner', () => raw((socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n')), 'refused', 'is no agent'],
    ['one that hangs up', () => raw((socket) => socket.destroy()), 'lost', 'does not answer'],
    [
      'an agent without a key of its own',
      () => insider((response) => response.write(view(null))),
      'refused',
      'no key of',
    ],
    [
      'an agent with a signature of another connection',
      () =>
        insider((response) =>
          response.write(view(identify(own.publicKey, sign(null, Buffer.alloc(32), own.privateKey)))),
        ),
      'refused',
      'is not of this connection',
    ],
    [
      'an agent that shows no key but bytes',
      () => insider((response) => response.write(view({ publicKey: 'AAAA', signature: 'AAAA' }))),
      'refused',
      'no Ed25519 key',
    ],
    [
      'an agent of another major version',
      () => insider((response, request) => response.write(view(identityOn(request), '2.0'))),
      'refused',
      'speaks protocol 2.0',
    ],
    [
      'an agent that breaks off in the middle',
      () => insider((response, request) => response.end(view(identityOn(request)).slice(0, 100))),
      'lost',
      'ended its stream',
    ],
    [
      'an agent that only offers another protocol',
      () =>
        insider(() => {}).on('request', ({ socket }: IncomingMessage) =>
          socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n'),
        ),
      'lost',
      'gave no answer',
    ],
    [
      'an agent that fails',
      () => insider((response) => response.writeHead(500).end()),
      'lost',
      'answered its stream with status 500',
    ],
  ])('%s is named', async (_what, make, state, reason) => {
    const { links, tellers } = dial(await listenAt(make()))
    await vi.waitFor(() => expect(links).toHaveLength(1))
    expect(links[0]).toMatchObject({ state, detail: expect.stringContaining(reason) })
    expect(links[0]?.detail).not.toContain(word)
    expect(tellers).toEqual([])
  })

  it('one that takes the connection and says nothing is given up', async () => {
    const { links, clock } = dial(await listenAt(raw(() => {})))
    await clock.advance(12_000)
    expect(links.at(0)).toMatchObject({ state: 'lost', detail: expect.stringContaining('said nothing for') })
  })

  it('one that sends its view by drops without an end is given up', async () => {
    const drip = insider((response, request) => {
      const text = view(identityOn(request))
      const dripping = setInterval(() => response.write(' '), 5)
      response.on('close', () => clearInterval(dripping))
      response.write(text.slice(0, 100))
    })
    const { links, clock } = dial(await listenAt(drip))
    const lost = async () => {
      await clock.advance(1_000)
      expect(links.at(0)).toMatchObject({
        state: 'lost',
        detail: expect.stringMatching(/nothing whole|said nothing for/),
      })
    }
    await vi.waitFor(lost, { interval: 10, timeout: 10_000 })
  })
})

describe('an agent over the network', () => {
  it('is known by the key that it proves to hold, and its clock is compared with this one', async () => {
    const { tellers, clocks, links } = dial(await listenAt(insider(goodAgent())))
    await vi.waitFor(() => expect(clocks).toHaveLength(1))
    expect(tellers).toEqual([{ epoch: 'e1', protocol: protocolVersion, keyFingerprint: fingerprint(own.publicKey) }])
    expect(links.map(({ state }) => state)).toEqual(['connected'])
    // The clock of this side stands still at 1,700,000,000,000.
    expect(clocks).toEqual([{ aheadMs: 5_000, uncertaintyMs: 0 }])
  })

  it('has each answer of another key turned down', async () => {
    const other = generateKeyPairSync('ed25519')
    const agent = goodAgent((url, response, request) => {
      if (url.startsWith('/v1/container'))
        response.setHeader(identityHeader, formatIdentity(identityOn(request, other)))
      if (url.startsWith('/v1/network')) response.removeHeader(identityHeader)
      return false
    })
    const { client, tellers } = dial(await listenAt(insider(agent)))
    await vi.waitFor(() => expect(tellers).toHaveLength(1))
    expect(await client.inspectContainer('a')).toMatchObject({
      reason: expect.stringContaining('another agent answers'),
    })
    expect(await client.inspectNetwork('a')).toMatchObject({ reason: expect.stringContaining('no key of its own') })
    expect(await client.inspectService('a')).toMatchObject({ ok: true })
  })

  it('is dialled every two seconds at most, and back within three of being there again', async () => {
    const first = insider(goodAgent())
    const port = await listenAt(first)
    const { links, clock, tellers } = dial(port)
    await vi.waitFor(() => expect(tellers).toHaveLength(1))
    const closed = once(first, 'close')
    first.close()
    first.closeAllConnections()
    await closed
    await vi.waitFor(() => expect(links.at(-1)?.state).toBe('lost'))
    for (let second = 0; second < 30; second += 1) {
      await clock.advance(1_000)
      await vi.waitFor(() => expect(links.at(-1)?.detail).toMatch(/ECONNREFUSED|ended its stream/))
    }
    await listenAt(insider(goodAgent()), port)
    await clock.advance(3_000)
    await vi.waitFor(() => expect(links.at(-1)?.state).toBe('connected'))
  })

  it('that stays away for more than two of its beats is dialled anew', async () => {
    const { links, clock, tellers } = dial(await listenAt(insider(goodAgent())))
    await vi.waitFor(() => expect(tellers).toHaveLength(1))
    await clock.advance(10_000)
    expect(links.at(-1)?.state).toBe('connected')
    await clock.advance(2_500)
    expect(links.some(({ state, detail }) => state === 'lost' && detail.includes('has said nothing'))).toBe(true)
    await vi.waitFor(() => expect(tellers).toHaveLength(2))
  })
})
