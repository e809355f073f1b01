import type { PublishedPort } from '../model/container.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { ContainerId, HostId, NetworkId, ServiceId } from '../model/id.ts'
import type { Tone } from './picture.ts'

/** A card's tie to one network; more than one endpoint only on a group. */
export type Attachment = {
  networkId: NetworkId
  endpoints: Endpoint[]
  /** Containers that it stands for. */
  count: number
}

/** A card before it has a place. */
export type CardSeed = {
  key: string
  subject: string
  hostId: HostId
  containerIds: ContainerId[]
  name: string
  /** What else lives in the same namespace. */
  companions: string[]
  image: string
  ports: PublishedPort[]
  /** What its services publish on every node, as a card says it. */
  meshPorts: string[]
  /** Services that it runs tasks of. */
  serviceIds: ServiceId[]
  /** Only managers tell of it: no agent reads its host. */
  unseen: boolean
  tone: Tone
  stateWord: string
  project: string | null
  service: string | null
  /** Containers that it stands for when it is a group, else 1. */
  count: number
  attachments: Attachment[]
}
