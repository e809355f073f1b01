import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { hasOwnRoutes, inside, readRouting, run, settled } from '../../../../e2e/lab/real-namespace.ts'
import { ipOf } from '../ip.ts'
import { checkSource } from './check-source.ts'
import type { CompiledRouting } from './compile-routing.ts'
import type { RouteAnswer } from './compiled-routing.ts'
import { lookupRoute } from './lookup-route.ts'
import { type Asked, devices, randomQuestions, randomRoutes } from './random-routes.ts'

/** Interfaces, routes and rules that a seed decides, in a namespace of their own: what `ip route get` says is set against what `lookupRoute` says. */
const isRoot = process.getuid?.() === 0
const seeds = [1, 2, 3, 4, 5, 25, 48]
const questionsEach = 400
const nameOf = (seed: number): string => `portolan-test-${process.pid}-r${seed}`

const inSeed = (seed: number, argv: readonly string[], input = '') => inside(nameOf(seed), argv, input)

const netns = (word: 'add' | 'delete', seed: number): void =>
  expect(run('ip', ['netns', word, nameOf(seed)])).toMatchObject({ exit: 0 })

async function make(seed: number): Promise<void> {
  netns('add', seed)
  const { links, routes, sysctls } = randomRoutes(seed)
  const set = inSeed(seed, ['ip', '-batch', '-'], `${links.join('\n')}\n`)
  expect(set.errors).toBe('')
  await settled(() => hasOwnRoutes(nameOf(seed), devices))
  inSeed(seed, ['ip', 'link', 'set', 'p3', 'down'])
  await settled(() => inSeed(seed, ['ip', 'route', 'show', 'dev', 'd3']).out.includes('linkdown'))
  inSeed(seed, ['sysctl', '-q', '-w', ...sysctls])
  for (const [at, family] of (['-4', '-6'] as const).entries()) {
    const lines = routes.slice((at * routes.length) / 2, ((at + 1) * routes.length) / 2)
    // Two random routes may exclude each other; what the kernel took is read back.
    inSeed(seed, ['ip', family, '-force', '-batch', '-'], `${lines.join('\n')}\n`)
  }
}

const command = (asked: Asked): string =>
  [
    'route get',
    asked.destination,
    ...(asked.source === null ? [] : ['from', asked.source]),
    ...(asked.inInterface === null ? [] : ['iif', asked.inInterface]),
    ...(asked.outInterface === null ? [] : ['oif', asked.outInterface]),
    ...(asked.mark === 0 ? [] : ['mark', String(asked.mark)]),
    ...['ipproto', asked.protocol, 'sport', String(asked.sourcePort), 'dport', String(asked.destinationPort)],
  ].join(' ')

const gotten = z.tuple([
  z.looseObject({
    type: z.string().default('unicast'),
    gateway: z.string().optional(),
    via: z.object({ host: z.string() }).optional(),
    dev: z.string().optional(),
    prefsrc: z.string().optional(),
  }),
])

/** The kernel's word: its route, or its error. */
type Word = { type: string; dev: string | null; gateway: string | null; source: string | null } | { error: string }

function askKernel(seed: number, questions: readonly Asked[]): Word[] {
  const told = inSeed(seed, ['ip', '-j', '-force', '-batch', '-'], `${questions.map(command).join('\n')}\n`)
  const errors = new Map<number, string>()
  let last = ''
  for (const line of told.errors.split('\n')) {
    const failed = /^Command failed -:(\d+)/.exec(line)?.[1]
    if (failed === undefined) last = line
    else errors.set(Number(failed), last)
  }
  const answers = told.out.split('\n').filter((line) => line.startsWith('[{'))
  return questions.map((_, at): Word => {
    const error = errors.get(at + 1)
    if (error !== undefined) return { error: error.replace('RTNETLINK answers: ', '') }
    const [route] = gotten.parse(JSON.parse(answers.shift() ?? ''))
    return {
      type: route.type,
      dev: route.dev ?? null,
      gateway: route.gateway ?? route.via?.host ?? null,
      source: route.prefsrc ?? null,
    }
  })
}

function predict(routing: CompiledRouting, asked: Asked): { answer: RouteAnswer; refused: string | null } {
  const destination = ipOf(asked.destination)
  const source = asked.source === null ? null : ipOf(asked.source)
  if (!destination) throw new Error(asked.destination)
  const { protocol, sourcePort, destinationPort, mark, inInterface, outInterface } = asked
  const flow = { destination, source, protocol, sourcePort, destinationPort, mark }
  const answer = lookupRoute(routing, { ...flow, inInterface: inInterface ?? 'lo', outInterface })
  const device = inInterface === null ? null : routing.deviceNamed(inInterface)
  if (!device || !source) return { answer, refused: null }
  const packet = {
    family: destination.family,
    role: 'request',
    reset: false,
    size: 60,
    dontFragment: true,
    timeToLive: 64,
    about: null,
    vni: null,
  } as const
  const check = checkSource(routing, { ...packet, ...flow, source }, device)
  return { answer, refused: check.kind === 'valid' ? null : check.kind === 'invalid' ? check.code : 'unknown' }
}

/** `ip route get` looks up once; a TCP socket and every IPv6 one ask again with the source that they got. */
function askAsSockets(seed: number, questions: readonly Asked[]): Word[] {
  const once = askKernel(seed, questions)
  const again = questions.flatMap((asked, at) => {
    const word = once[at]
    const asksAgain = asked.source === null && (asked.protocol === 'tcp' || asked.family === 'inet6')
    return asksAgain && word && 'type' in word && word.source !== null
      ? [{ at, word, asked: { ...asked, source: word.source } }]
      : []
  })
  const words = askKernel(
    seed,
    again.map(({ asked }) => asked),
  )
  for (const [index, { at, word }] of again.entries()) {
    const next = words[index]
    if (next) once[at] = 'type' in next ? { ...next, source: word.source } : next
  }
  return once
}

const kindsOfError: Record<string, string[]> = {
  'Network is unreachable': ['none', 'unreachable'],
  'No route to host': ['unreachable'],
  'Permission denied': ['prohibit'],
  'Invalid argument': ['blackhole', 'none', 'martian', 'reverse-path'],
  'Invalid cross-device link': ['reverse-path'],
}

function agrees(asked: Asked, word: Word, { answer, refused }: ReturnType<typeof predict>): boolean {
  // Of several next hops the kernel has picked one already.
  if (answer.kind === 'unknown' && /depends on the source/.test(answer.says)) return true
  if (refused === 'unknown' && answer.kind === 'several') return true
  if ('error' in word)
    return (
      (kindsOfError[word.error] ?? []).includes(refused !== null && leads(answer) ? refused : answer.kind) ||
      (refused !== null && !leads(answer))
    )
  if (refused !== null) return false
  switch (answer.kind) {
    case 'local':
      return word.type === 'local' && sameSource(asked, word.source, answer.source?.text)
    case 'broadcast':
    case 'multicast':
      return word.type === answer.kind
    case 'forward':
    case 'several':
      return (answer.kind === 'several' ? answer.choices : [answer]).some(
        ({ device, gateway, source }) =>
          word.type === 'unicast' &&
          device.name === word.dev &&
          (gateway?.text ?? null) === word.gateway &&
          sameSource(asked, word.source, source?.text),
      )
    default:
      return false
  }
}

const leads = ({ kind }: RouteAnswer): boolean => ['forward', 'several', 'local', 'broadcast'].includes(kind)

const sameSource = (asked: Asked, told: string | null, ours: string | undefined): boolean =>
  asked.source !== null || told === null || told === ours

describe.skipIf(!isRoot)('namespaces of a real kernel (skipped without root, which alone can make them)', () => {
  const made: number[] = []
  afterEach(() => {
    for (const seed of made.splice(0)) netns('delete', seed)
  })

  it.each(seeds)('routes as the kernel does, seed %i', async (seed) => {
    made.push(seed)
    await make(seed)
    const routing = readRouting(nameOf(seed))
    const questions = randomQuestions(seed, questionsEach)
    const words = askAsSockets(seed, questions)
    const wrong = questions.flatMap((asked, at) => {
      const word = words[at]
      const ours = predict(routing, asked)
      return word && agrees(asked, word, ours) ? [] : [{ asked: command(asked), word, ours: short(ours) }]
    })
    expect(wrong).toEqual([])
  })

  it.each(['0-0', '0-4294967294', '1000-2000'])(
    'takes what it forwards for root, as a rule for users %s has it',
    async (users) => {
      const seed = 1000
      made.push(seed)
      netns('add', seed)
      const { links } = randomRoutes(seed)
      expect(inSeed(seed, ['ip', '-batch', '-'], `${links.join('\n')}\n`).errors).toBe('')
      inSeed(seed, ['sysctl', '-q', '-w', 'net.ipv4.ip_forward=1'])
      inSeed(seed, ['ip', 'rule', 'add', 'uidrange', users, 'pref', '100', 'prohibit'])
      await settled(() => hasOwnRoutes(nameOf(seed), devices))
      const asked: Asked = {
        ...{
          family: 'inet',
          destination: '10.1.0.9',
          source: '10.0.0.9',
          inInterface: 'd0',
          outInterface: null,
          mark: 0,
        },
        ...{ protocol: 'tcp', sourcePort: 40_000, destinationPort: 80 },
      }
      const [word] = askKernel(seed, [asked])
      const ours = predict(readRouting(nameOf(seed)), asked)
      expect({ word, agrees: word && agrees(asked, word, ours), ours: short(ours) }).toMatchObject({ agrees: true })
    },
  )
})

const short = ({ answer, refused }: ReturnType<typeof predict>): string =>
  [refused, answer.kind, ...answer.steps.map(({ says, evidence }) => `${says} [${evidence?.text}]`)].join(' | ')
