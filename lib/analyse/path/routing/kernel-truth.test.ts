import { spawnSync } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseAddresses } from '../../../collect/parse-addresses.ts'
import { parseLinks } from '../../../collect/parse-links.ts'
import { parseRoutes } from '../../../collect/parse-routes.ts'
import { parseRules } from '../../../collect/parse-rules.ts'
import { HostId, interfaceId, namespaceId } from '../../../model/id.ts'
import type { Interface } from '../../../model/interface.ts'
import { Namespace } from '../../../model/namespace.ts'
import { ipOf } from '../ip.ts'
import { checkSource } from './check-source.ts'
import { type CompiledRouting, routingOf } from './compile-routing.ts'
import type { RouteAnswer } from './compiled-routing.ts'
import { lookupRoute } from './lookup-route.ts'
import { type Asked, randomQuestions, randomRoutes } from './random-routes.ts'

/** Interfaces, routes and rules that a seed decides, in a namespace of their own: what `ip route get` says is set against what `lookupRoute` says. */
const isRoot = process.getuid?.() === 0
const seeds = [1, 2, 3, 4, 5, 25, 48]
const questionsEach = 400
const nameOf = (seed: number): string => `portolan-test-${process.pid}-r${seed}`

type Told = { exit: number | null; out: string; errors: string }

const run = (tool: string, argv: readonly string[], input = ''): Told => {
  const done = spawnSync(tool, argv, { input, encoding: 'utf8', timeout: 20_000 })
  return { exit: done.status, out: done.stdout, errors: done.stderr }
}

const inside = (seed: number, argv: readonly string[], input = ''): Told =>
  run('nsenter', [`--net=/run/netns/${nameOf(seed)}`, ...argv], input)

const netns = (word: 'add' | 'delete', seed: number): void =>
  expect(run('ip', ['netns', word, nameOf(seed)])).toMatchObject({ exit: 0 })

const read = (seed: number, ...argv: string[]): string => inside(seed, argv).out

function make(seed: number): void {
  netns('add', seed)
  const { links, routes, sysctls } = randomRoutes(seed)
  const set = inside(seed, ['ip', '-batch', '-'], `${links.join('\n')}\n`)
  expect(set.errors).toBe('')
  inside(seed, ['sysctl', '-q', '-w', ...sysctls])
  for (const [at, family] of (['-4', '-6'] as const).entries()) {
    const lines = routes.slice((at * routes.length) / 2, ((at + 1) * routes.length) / 2)
    // Two random routes may exclude each other; what the kernel took is read back.
    inside(seed, ['ip', family, '-force', '-batch', '-'], `${lines.join('\n')}\n`)
  }
}

function readRouting(seed: number): CompiledRouting {
  const id = namespaceId(HostId.parse('host'), nameOf(seed))
  const addresses = parseAddresses(read(seed, 'ip', '-j', 'address', 'show')).value
  const links = parseLinks(read(seed, 'ip', '-j', '-d', 'link', 'show')).value
  const interfaces = links.map((link): Interface => {
    const own = addresses.find(({ index }) => index === link.index)?.addresses ?? []
    const alone = { masterId: null, bridgePort: null, peerId: null, parentId: null, endpointId: null }
    return {
      id: interfaceId(id, link.index),
      hostId: HostId.parse('host'),
      namespaceId: id,
      ...link,
      ...alone,
      addresses: own,
    }
  })
  const both = ['-4', '-6'] as const
  const familyOf = { '-4': 'inet', '-6': 'inet6' } as const
  const namespace = Namespace.parse({
    id,
    hostId: 'host',
    kind: 'other',
    ...{ inode: 1, file: null, pid: null, owners: [], networkId: null, neighbours: [], fdb: [], sockets: [], ipvs: [] },
    routes: both.flatMap(
      (flag) => parseRoutes(read(seed, 'ip', '-j', '-d', flag, 'route', 'show', 'table', 'all'), familyOf[flag]).value,
    ),
    rules: both.flatMap((flag) => parseRules(read(seed, 'ip', '-j', '-d', flag, 'rule', 'show'), familyOf[flag]).value),
    sysctls: Object.fromEntries(
      read(seed, 'sysctl', '-a', '-r', '^net.ipv[46].conf')
        .split('\n')
        .filter((line) => line.includes(' = '))
        .map((line) => line.split(' = ')),
    ),
    ...{ resolvConf: null, hostsFile: null, interfaceIds: [] },
  })
  return routingOf(namespace, interfaces)
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
  const told = inside(seed, ['ip', '-j', '-force', '-batch', '-'], `${questions.map(command).join('\n')}\n`)
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

  it.each(seeds)('routes as the kernel does, seed %i', (seed) => {
    made.push(seed)
    make(seed)
    const routing = readRouting(seed)
    const questions = randomQuestions(seed, questionsEach)
    const words = askAsSockets(seed, questions)
    const wrong = questions.flatMap((asked, at) => {
      const word = words[at]
      const ours = predict(routing, asked)
      return word && agrees(asked, word, ours) ? [] : [{ asked: command(asked), word, ours: short(ours) }]
    })
    expect(wrong).toEqual([])
  })
})

const short = ({ answer, refused }: ReturnType<typeof predict>): string =>
  [refused, answer.kind, ...answer.steps.map(({ says, evidence }) => `${says} [${evidence?.text}]`)].join(' | ')
