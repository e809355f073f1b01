import type { Host } from '../model/host.ts'
import type { Node } from '../model/node.ts'
import type { HostStatus } from '../model/status.ts'
import type { Badge, Frame } from './picture.ts'

export type HostHead = {
  sight: Frame['sight']
  /** Plates beside the host's name, the most telling first. */
  badges: { word: string; look: Badge['look'] }[]
  /** Behind the plates, in small letters. */
  subtitle: string
  /** All of it in words, with the reasons. */
  title: string
}

/** What a frame's head says of its host: its part in the swarm, what is wrong with it, and how well it is seen. */
export function hostHead(host: Host, node: Node | undefined, status: HostStatus | undefined): HostHead {
  const role = roleOf(host, node)
  const heard = status?.heard ?? null
  const badges: HostHead['badges'] = [
    ...(role === 'leader' ? [{ word: 'leader', look: 'leader' } as const] : []),
    ...(role === 'manager' ? [{ word: 'manager', look: 'role' } as const] : []),
    ...stateBadges(node),
    ...(host.origin === 'inferred' ? [{ word: 'no agent', look: 'unread' } as const] : []),
    ...(heard?.state === 'stale' ? [{ word: 'stale', look: 'warn' } as const] : []),
    ...(status?.engine.state === 'silent' ? [{ word: 'engine silent', look: 'warn' } as const] : []),
  ]
  const version = host.engine?.version ?? node?.engineVersion ?? ''
  const engine = version !== '' ? `docker ${version}` : host.origin === 'inferred' ? '' : 'no engine'
  const subtitle = [role === 'worker' ? role : '', engine].filter((text) => text !== '').join(' · ')
  const reasons = [
    heard?.state === 'stale' ? `last heard ${utc(heard.since)}: ${heard.detail}` : '',
    host.origin === 'inferred' ? 'no agent reads it, managers tell of it' : '',
    status?.engine.state === 'silent' ? status.engine.detail : '',
    node?.message ?? '',
  ]
  return {
    sight: sightOf(host, node, heard?.state === 'stale'),
    badges,
    subtitle,
    title: [`host ${host.name}`, ...badges.map(({ word }) => word), subtitle, ...reasons]
      .filter((text) => text !== '')
      .join(' · '),
  }
}

function sightOf(host: Host, node: Node | undefined, stale: boolean): Frame['sight'] {
  if (node?.state === 'down') return 'down'
  if (host.origin === 'inferred') return 'unread'
  return stale ? 'stale' : 'seen'
}

function roleOf({ swarm }: Host, node: Node | undefined): 'leader' | 'manager' | 'worker' | null {
  if (swarm.state !== 'active') return null
  if (node?.manager?.leader) return 'leader'
  return swarm.manager || node?.role === 'manager' ? 'manager' : 'worker'
}

function stateBadges(node: Node | undefined): HostHead['badges'] {
  if (!node) return []
  return [
    ...(node.state === 'ready' ? [] : [{ word: node.state, look: node.state === 'down' ? 'bad' : 'warn' } as const]),
    ...(node.availability === 'drain' ? [{ word: 'drained', look: 'idle' } as const] : []),
    ...(node.availability === 'pause' ? [{ word: 'paused', look: 'idle' } as const] : []),
    ...(node.manager === null || node.manager.reachability === 'reachable'
      ? []
      : [{ word: node.manager.reachability, look: 'warn' } as const]),
  ]
}

/** `2026-11-23 09:38:12 UTC`. */
const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
