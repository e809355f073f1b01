import type { Container, PublishedPort } from '../model/container.ts'
import { inertText } from './inert-text.ts'
import type { Tone } from './picture.ts'

/** Not running and not about to: drawn only on request. */
export const isStopped = (container: Pick<Container, 'state'>): boolean =>
  !['running', 'paused', 'restarting'].includes(container.state)

export function containerTone(container: Container): Tone {
  if (container.remembered) return 'idle'
  if (container.state === 'dead') return 'bad'
  if (isStopped(container)) return 'idle'
  if (container.health === 'unhealthy') return 'bad'
  return container.health === 'starting' || container.state !== 'running' ? 'warn' : 'ok'
}

export function stateWord(container: Container): string {
  if (container.remembered) return `${container.state}, from memory`
  return container.state === 'running' && container.health !== 'none' ? container.health : container.state
}

/** The name without a task's 25 random characters, which say nothing to a reader. */
export function shortName(name: string): string {
  return inertText(name)
    .replace(/^(.+\.\d+)\.[a-z0-9]{25}$/, '$1')
    .replace(/^(.+)\.[a-z0-9]{25}\.[a-z0-9]{25}$/, '$1')
}

/** The short name without the name of its stack, which a service's name begins with: `web.1` of `shop_web.1.RANDOM`. */
export function cardName({ name, project, service }: Pick<Container, 'name' | 'project' | 'service'>): string {
  const short = shortName(name)
  return project !== null && (service ?? '').startsWith(`${project}_`) ? withoutStack(short, project) : short
}

/** `web` of `shop_web` in the stack `shop`. */
export const withoutStack = (name: string, stack: string | null): string =>
  stack !== null && name.startsWith(`${stack}_`) && name.length > stack.length + 1 ? name.slice(stack.length + 1) : name

/** The image without registry and digest. */
export const shortImage = (image: string): string =>
  inertText(image)
    .replace(/@sha256:[0-9a-f]+$/, '')
    .replace(/^sha256:([0-9a-f]{12})[0-9a-f]*$/, '$1')
    .replace(/^[^/]*[.:][^/]*\//, '')

const everywhere = new Set(['0.0.0.0', '::', ''])

/** `127.0.0.1:8080 → 80/udp`, as `docker ps` would say it. */
export function portText(port: PublishedPort): string {
  const protocol = port.protocol === 'tcp' ? '' : `/${port.protocol}`
  if (port.hostPort === null) return `${port.containerPort}${protocol}`
  const address = port.hostAddress ?? ''
  const shown = everywhere.has(address) ? '' : address.includes(':') ? `[${address}]` : address
  return `${shown}:${port.hostPort} → ${port.containerPort}${protocol}`
}

/** Each published port once, whatever number of addresses it is bound to. */
export function portTexts(ports: readonly PublishedPort[]): string[] {
  const sorted = [...ports].sort((a, b) => (a.hostPort ?? 0) - (b.hostPort ?? 0) || a.containerPort - b.containerPort)
  return [...new Set(sorted.map(portText))]
}
