import type { PlannedNode, PlannedService } from './scenario.ts'
import type { Zone } from './zone.ts'

/** Three managers where a worker is left besides, else one; each node in the zone that is said for its place. */
export function planNodes(hosts: readonly string[], zoneOf: (index: number) => Zone, label: boolean): PlannedNode[] {
  const managers = hosts.length > 3 ? 3 : 1
  return hosts.map((host, index) => {
    const zone = zoneOf(index)
    return { host, role: index < managers ? 'manager' : 'worker', zone, labels: label ? { zone } : {} }
  })
}

/** What `docker stack deploy` puts on everything of a stack. */
const stackLabel = (stack: string) => `com.docker.stack.namespace=${stack}`

export const stackNetwork = (stack: string, name: string, options: readonly string[]) => ({
  name: `${stack}_${name}`,
  options: ['--driver', 'overlay', '--label', stackLabel(stack), ...options],
})

/** A service of a stack on networks of its stack, where it answers to its short name, as after `docker stack deploy`. */
export function stackService(
  stack: string,
  name: string,
  given: { image: string; command: string[]; networks: readonly string[]; options?: readonly string[] },
): PlannedService {
  return {
    name: `${stack}_${name}`,
    image: given.image,
    options: [
      ...['--label', stackLabel(stack), '--label', `com.docker.stack.image=${given.image}`],
      ...['--container-label', stackLabel(stack)],
      ...given.networks.flatMap((network) => ['--network', `name=${stack}_${network},alias=${name}`]),
      ...(given.options ?? []),
    ],
    command: given.command,
  }
}
