import { stat } from 'node:fs/promises'
import type { NamespaceRef } from '../host/host-source.ts'
import { openNamespace } from '../host/kernel/open-namespace.ts'
import type { Clock } from '../link/clock.ts'
import type { ProbeAnswer } from '../link/protocol.ts'
import type { ProbeQuestion, ProbeResult } from '../model/probe.ts'
import type { HostView } from '../model/topology.ts'
import { openRunner } from '../probe/open-runner.ts'
import { isWithinHostNetworks } from './is-within-host-networks.ts'

export type ProbeDesk = { probe(namespaceId: string, question: ProbeQuestion): Promise<ProbeAnswer> }

type DeskSettings = {
  clock: Clock
  probes: 'on' | 'off'
  view(): HostView
  /** What leads to a namespace. */
  refOf(inode: number): NamespaceRef | null
}

/** Each costs a process for a moment, and a packet on somebody's network. */
const mostAtOnce = 4
const mostInARow = 20
const msForAnother = 500

/** Sends packets for who asks: out of this host's namespaces, into its own networks, and no more than this host bears. */
export function createProbeDesk({ clock, probes, view, refOf }: DeskSettings): ProbeDesk {
  let atOnce = 0
  let left = mostInARow
  let countedAt = clock.now()

  function takeTurn(): boolean {
    const gained = Math.floor((clock.now() - countedAt) / msForAnother)
    left = Math.min(mostInARow, left + gained)
    countedAt += gained * msForAnother
    if (atOnce >= mostAtOnce || left === 0) return false
    left -= 1
    return true
  }

  async function probe(namespaceId: string, question: ProbeQuestion): Promise<ProbeAnswer> {
    const at = clock.now()
    const refuse = (refused: NonNullable<ProbeAnswer['refused']>, reason: string): ProbeAnswer => {
      return { result: null, refused, reason, at }
    }
    if (probes === 'off') return refuse('off', 'Probes are switched off on this host (PORTOLAN_PROBE).')
    const inode = view().namespaces.find(({ id }) => id === namespaceId)?.inode ?? null
    const ref = inode === null ? null : refOf(inode)
    if (!ref) return refuse('unknown-namespace', 'No namespace that could be entered has this id; it may be gone.')
    if (!isWithinHostNetworks(view(), question.address))
      return refuse('unknown-address', `${question.address} is in none of the networks that this host knows.`)
    if (!takeTurn())
      return refuse('busy', 'This host has sent as many probes as it sends in that time; ask again in a moment.')
    atOnce += 1
    try {
      const sent = await send(ref, question)
      return sent.ok ? { result: sent.result, refused: null, reason: null, at } : refuse(sent.refused, sent.reason)
    } finally {
      atOnce -= 1
    }
  }

  return { probe }
}

type Sent = { ok: true; result: ProbeResult } | { ok: false; refused: 'unknown-namespace' | 'no-right'; reason: string }

async function send(ref: NamespaceRef, question: ProbeQuestion): Promise<Sent> {
  if ((await stat('/proc/self/ns/net')).ino === ref.inode) return { ok: true, result: await askOnce(null, question) }
  const opened = await openNamespace(ref)
  if (!opened.ok) {
    const refused = opened.code === 'no-right' ? 'no-right' : 'unknown-namespace'
    return { ok: false, refused, reason: `${opened.reason}.` }
  }
  try {
    return { ok: true, result: await askOnce(opened.handle.fd, question) }
  } finally {
    await opened.handle.close()
  }
}

async function askOnce(namespace: number | null, question: ProbeQuestion): Promise<ProbeResult> {
  const runner = openRunner(namespace)
  const result = await runner.ask(question)
  runner.close()
  return result
}
