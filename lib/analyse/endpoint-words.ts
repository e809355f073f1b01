import type { Endpoint } from '../model/endpoint.ts'

/** What an endpoint is called in a sentence: a container by its name, what has none by what it is for. */
export function endpointWords({ id, ownerName, containerId }: Endpoint): string {
  if (containerId !== null) return ownerName
  const owner = id.slice(id.indexOf('/') + 1)
  if (owner.startsWith('lb-')) return `load balancer ${ownerName}`
  return owner.startsWith('ingress-sbox') ? `routing mesh ${ownerName}` : ownerName
}
