import type { HostAddresses } from './host-addresses.ts'
import type { NodeRole } from './swarm-membership.ts'
import type { Zone } from './zone.ts'

export type Scenario = PlannedScenario | BulkScenario | SwarmScenario

/** A scenario as data; the words are those of the docker command line. */
export type PlannedScenario = {
  kind: 'planned'
  name: string
  /** What can be seen in it, in one line. */
  about: string
  /** The machine's own kernel may lack what it takes; that of `--kernel debian` has it. */
  kernel?: 'debian'
  plan: (host: HostAddresses) => ScenarioPlan
}

/** A scenario of any size, made through the engine's API. */
export type BulkScenario = {
  kind: 'bulk'
  name: string
  about: string
  make: (host: string, size: ScenarioSize) => Promise<void>
}

/** One swarm over many hosts, as data in the words of the docker command line. */
export type SwarmScenario = {
  kind: 'swarm'
  name: string
  about: string
  fewestHosts: number
  plan: (hosts: readonly string[]) => SwarmPlan
}

/** Everything is made in the order given here. */
export type SwarmPlan = {
  /** Options of `docker swarm init`. */
  init: string[]
  /** The first makes the swarm. */
  nodes: PlannedNode[]
  secrets: { name: string; value: string }[]
  /** Overlays, made on the first node. */
  networks: PlannedNetwork[]
  services: PlannedService[]
  /** What single hosts hold besides, made when all services are up. */
  besides: { host: string; plan: ScenarioPlan }[]
}

export type PlannedNode = { host: string; role: NodeRole; zone: Zone; labels: Record<string, string> }

/** The options leave out what every service of the lab has: it is made without waiting, and asks no registry. */
export type PlannedService = {
  name: string
  image: string
  /** Options of `docker service create`. */
  options: string[]
  command: string[]
}

export type ScenarioSize = { containers: number; networks: number }

export type ScenarioPlan = {
  networks: PlannedNetwork[]
  containers: PlannedContainer[]
  /** Commands run inside the host at the end. */
  commands: string[][]
}

export type PlannedNetwork = {
  name: string
  /** Options of `docker network create`. */
  options: string[]
}

export type PlannedContainer = {
  name: string
  image: string
  /** Options of `docker create`, its first network among them. */
  options: string[]
  command: string[]
  /** Networks that it joins besides, before it starts. */
  joins: { network: string; options: string[] }[]
  /** `created` was never started, `exited` ran to its end. */
  state: 'running' | 'paused' | 'exited' | 'created'
}

/** A container with what most of them share. */
export function planContainer(
  name: string,
  given: Partial<Omit<PlannedContainer, 'name'>> & Pick<PlannedContainer, 'image'>,
): PlannedContainer {
  return { name, options: [], command: ['sleep', '86400'], joins: [], state: 'running', ...given }
}

/** A web server that really listens, with the lab's one page. */
export const httpServer = (port: number) => ['httpd', '-f', '-p', `${port}`, '-h', '/www']

/** Something that takes connections on a port and says its name. */
export const tcpServer = (port: number, name: string) => ['nc', '-ll', '-p', `${port}`, '-e', 'echo', name]
