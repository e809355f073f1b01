import { z } from 'zod'
import { ContainerId, HostId, InterfaceId, NamespaceId } from '../model/id.ts'
import { ProbeQuestion, ProbeResult } from '../model/probe.ts'

const Evidence = z.object({
  kind: z.enum([
    'firewall-rule',
    'chain-policy',
    'route',
    'policy-rule',
    'neighbour',
    'forwarding-entry',
    'interface',
    'address',
    'sysctl',
    'socket',
    'published-port',
    'name',
    'endpoint',
    'ipvs',
    'gap',
  ]),
  text: z.string(),
  namespaceId: NamespaceId.nullable(),
  see: z.string().nullable(),
})

const Step = z.object({
  kind: z.enum([
    'resolve',
    'policy',
    'route',
    'source',
    'neighbour',
    'forward',
    'firewall',
    'translate',
    'cross',
    'bridge',
    'tunnel',
    'underlay',
    'balance',
    'proxy',
    'deliver',
    'assume',
    'stop',
  ]),
  says: z.string(),
  evidence: Evidence.nullable(),
})

const Hop = z.object({
  hostId: HostId.nullable(),
  namespaceId: NamespaceId.nullable(),
  arrivesBy: InterfaceId.nullable(),
  leavesBy: InterfaceId.nullable(),
  packet: z.string(),
  steps: z.array(Step),
})

const ReasonCode = z.enum([
  'listener',
  'echo',
  'no-listener',
  'rule-drop',
  'policy-drop',
  'rule-reject',
  'no-route',
  'route-blackhole',
  'route-unreachable',
  'route-prohibit',
  'no-neighbour',
  'wrong-neighbour',
  'duplicate-address',
  'interface-down',
  'interface-detached',
  'port-not-forwarding',
  'port-isolated',
  'no-forwarding-entry',
  'wrong-tunnel-end',
  'tunnel-not-received',
  'vlan-filtered',
  'forwarding-off',
  'reverse-path',
  'martian',
  'macvlan-own-host',
  'encryption-unsupported',
  'time-to-live',
  'mtu',
  'echo-ignored',
  'proxy-target',
  'balancer-empty',
  'container-not-running',
  'name-unknown',
  'name-empty',
  'walk-too-long',
  'outside',
  'match-not-understood',
  'rules-not-read',
  'namespace-not-read',
  'fact-missing',
  'several-ways',
  'way-back',
])

const Verdict = z.object({
  outcome: z.enum([
    'delivered',
    'refused',
    'dropped',
    'rejected',
    'no-route',
    'no-neighbour',
    'not-forwarded',
    'name-not-found',
    'loop',
    'too-big',
    'unknown',
  ]),
  /** What decided, for programs. */
  code: ReasonCode,
  says: z.string(),
  hostId: HostId.nullable(),
  namespaceId: NamespaceId.nullable(),
  evidence: Evidence.nullable(),
  toChange: z.string().nullable(),
})

const Way = z.object({ hops: z.array(Hop), verdict: Verdict })

const End = z.object({
  kind: z.enum(['container', 'host', 'service', 'address', 'outside', 'name']),
  label: z.string(),
  hostId: HostId.nullable(),
  containerId: ContainerId.nullable(),
  namespaceId: NamespaceId.nullable(),
})

const Branch = z.object({
  address: z.string(),
  port: z.number().int().nullable(),
  there: Way,
  back: Way.nullable(),
  verdict: Verdict,
  reaches: ContainerId.nullable(),
})

/** GET /api/path: the same object as the CLI prints with `--json`. */
export const PathReport = z.object({
  question: z.object({
    from: z.string(),
    to: z.string(),
    protocol: z.enum(['icmp', 'tcp', 'udp']),
    port: z.number().int().nullable(),
    size: z.number().int(),
  }),
  from: End,
  to: End,
  resolution: z.array(Step),
  branches: z.array(Branch),
  verdict: Verdict,
  basis: z.enum(['kernel', 'engine']),
  assumptions: z.array(z.string()),
  readAt: z.number(),
  reads: z.array(z.object({ namespaceId: NamespaceId, readAt: z.number() })),
})
export type PathReport = z.infer<typeof PathReport>

/** A real packet beside what was predicted. */
export const PathProbe = z.object({
  address: z.string(),
  port: z.number().int().nullable(),
  question: ProbeQuestion.nullable(),
  result: ProbeResult.nullable(),
  comparison: z
    .object({
      verdict: z.enum(['agree', 'differ', 'open']),
      believe: z.enum(['probe', 'prediction']).nullable(),
      says: z.string(),
    })
    .nullable(),
  notSent: z.string().nullable(),
  sentAt: z.number().nullable(),
  /** What was predicted when it was sent, in one sentence; null of a name. */
  predicted: z.string().nullable(),
})
export type PathProbe = z.infer<typeof PathProbe>

/** GET /api/path/probe: what the resolver said, where a name was asked for, and one packet a branch; the same object as the CLI prints with `--probe`. */
export const PathProbes = z.object({ name: PathProbe.nullable(), branches: z.array(PathProbe) })
export type PathProbes = z.infer<typeof PathProbes>

/** A question that cannot be answered as it stands: which field, and what may have been meant. */
export const PathFailure = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.enum(['from', 'to', 'port', 'protocol', 'size']),
    candidates: z.array(z.string()),
  }),
})
export type PathFailure = z.infer<typeof PathFailure>
