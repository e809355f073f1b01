import { randomUUID } from 'node:crypto'
import type { FailureCode } from '../../model/failure-code.ts'
import { excerpt } from '../excerpt.ts'
import {
  type Answer,
  type NamespacePart,
  type NamespaceRef,
  type NamespaceText,
  namespaceParts,
  type PartText,
} from '../host-source.ts'
import { runTool, type ToolEnd } from '../run-tool.ts'
import type { SaveTools } from './find-save-tools.ts'
import { type GroupOutput, OutputGatherer } from './group-output.ts'
import { groupsFor, type NamespaceGroup } from './namespace-groups.ts'
import { namespaceScript } from './namespace-script.ts'
import { openNamespace } from './open-namespace.ts'
import { parseGroup } from './parse-group.ts'
import type { NamespaceIds } from './read-namespace-ids.ts'
import type { SocketOwners } from './socket-owners.ts'

export type NamespaceReading = {
  path: string
  saveTools: SaveTools
  socketOwners: SocketOwners
  /** This process is in the host's own namespace and need not enter it. */
  isInHost: boolean
  /** Names for the ids of the host's own namespace. */
  readIds(): Promise<NamespaceIds>
  deadlineMs: number
  maxGroupBytes: number
}

/** Reads what one namespace tells. A tool that hangs or floods is ended and costs its own part only: the script is run again behind it. */
export async function readNamespace(
  ref: NamespaceRef,
  reading: NamespaceReading,
  only: readonly NamespacePart[] = namespaceParts,
): Promise<Answer<NamespaceText>> {
  const opened = ref.isHost && reading.isInHost ? null : await openNamespace(ref)
  if (opened?.ok === false) {
    return { ok: false, source: opened.from, code: opened.code, reason: opened.reason, readAt: Date.now() }
  }
  const source = opened === null ? '/proc/self/ns/net' : opened.from
  try {
    const naming = ref.isHost && only.includes('netnsIds') ? reading.readIds() : null
    const parts = new Map<NamespacePart, PartText>()
    let left: readonly NamespaceGroup[] = groupsFor(only)
    while (left.length > 0) {
      const { outputs, end, said } = await runGroups(left, opened?.handle.fd ?? null, reading)
      for (const group of left) {
        const output = outputs.get(group.name)
        if (output !== undefined) for (const [part, text] of parseGroup(group, output)) parts.set(part, text)
      }
      left = left.filter((group) => !outputs.has(group.name))
      const [cut, ...rest] = left
      if (cut === undefined) break
      const fault = describeEnd(end, cut.tool, said, reading)
      if (fault.hitsAll) return { ok: false, source, code: fault.code, reason: fault.reason, readAt: Date.now() }
      for (const part of cut.parts) parts.set(part, { state: 'failed', code: fault.code, reason: fault.reason })
      left = rest
    }
    const sockets = parts.get('sockets')
    if (sockets?.state === 'read') {
      const readDetails = () => readSocketDetails(opened?.handle.fd ?? null, reading)
      const text = await reading.socketOwners.addTo(sockets.text, ref.inode, readDetails)
      parts.set('sockets', { state: 'read', text })
    }
    const ids = await naming
    if (ids?.ok && parts.get('netnsIds')?.state === 'read') {
      const named = [...ids.namespaces].map(([nsid, { name }]) => ({ nsid, name }))
      parts.set('netnsIds', { state: 'read', text: JSON.stringify(named) })
    }
    return { ok: true, value: completeText(parts, only), source, readAt: Date.now() }
  } finally {
    await opened?.handle.close()
  }
}

type GroupsRun = { outputs: Map<string, GroupOutput>; end: ToolEnd; said: string }

async function runGroups(groups: readonly NamespaceGroup[], fd: number | null, reading: NamespaceReading) {
  const boundary = `=${randomUUID()}`
  const { nft4, nft6, legacy4, legacy6 } = reading.saveTools
  const script = [
    '-c',
    namespaceScript,
    'sh',
    boundary,
    nft4,
    nft6,
    legacy4,
    legacy6,
    ...groups.map(({ name }) => name),
  ]
  const gatherer = new OutputGatherer(boundary, reading.maxGroupBytes)
  let said = ''
  const end = await runTool(
    {
      ...(fd === null
        ? { tool: 'sh', args: script }
        : { tool: 'nsenter', args: ['--net=/proc/self/fd/3', '--', 'sh', ...script], extraFd: fd }),
      deadlineMs: reading.deadlineMs,
      onStdout: (chunk) => gatherer.addStdout(chunk),
      onStderr(chunk) {
        said = (said + chunk.toString()).slice(-500)
        gatherer.addStderr(chunk)
      },
    },
    reading.path,
  )
  return { outputs: gatherer.finish(), end, said } satisfies GroupsRun
}

async function readSocketDetails(fd: number | null, reading: NamespaceReading): Promise<string | null> {
  const { outputs } = await runGroups([{ name: 'socketDetails', tool: 'ss', parts: [] }], fd, reading)
  return outputs.get('socketDetails')?.stdout ?? null
}

type Fault = { hitsAll: boolean; code: FailureCode; reason: string }

/** Why the script did not get past a tool. It never got to any when nsenter could not enter. */
function describeEnd(end: ToolEnd, tool: string, said: string, reading: NamespaceReading): Fault {
  switch (end.kind) {
    case 'timeout':
      return { hitsAll: false, code: 'timeout', reason: `${tool} did not end within ${reading.deadlineMs / 1000} s` }
    case 'stopped':
      return { hitsAll: false, code: 'too-much', reason: `${tool} printed more than ${reading.maxGroupBytes / 1e6} MB` }
    case 'not-started':
      return { hitsAll: true, code: end.code, reason: end.reason }
    case 'exited': {
      const refused = /not permitted|permission denied/i.test(said)
      const reason = excerpt(said) || `the namespace script ended with ${end.signal ?? `code ${end.exitCode}`}`
      return { hitsAll: true, code: refused ? 'no-right' : 'failed', reason }
    }
  }
}

function completeText(parts: Map<NamespacePart, PartText>, only: readonly NamespacePart[]): NamespaceText {
  const lost: PartText = { state: 'failed', code: 'failed', reason: 'the namespace script did not come to this part' }
  const at = (part: NamespacePart): PartText => parts.get(part) ?? (only.includes(part) ? lost : { state: 'skipped' })
  return {
    links: at('links'),
    addresses: at('addresses'),
    routes4: at('routes4'),
    routes6: at('routes6'),
    rules4: at('rules4'),
    rules6: at('rules6'),
    neighbours: at('neighbours'),
    proxyNeighbours: at('proxyNeighbours'),
    fdb: at('fdb'),
    vlans: at('vlans'),
    netnsIds: at('netnsIds'),
    iptables: at('iptables'),
    ip6tables: at('ip6tables'),
    iptablesLegacy: at('iptablesLegacy'),
    ip6tablesLegacy: at('ip6tablesLegacy'),
    nft: at('nft'),
    sockets: at('sockets'),
    ipvs: at('ipvs'),
    trafficFilters: at('trafficFilters'),
    transformPolicies: at('transformPolicies'),
    transformStates4: at('transformStates4'),
    transformStates6: at('transformStates6'),
    sysctls: at('sysctls'),
  }
}
