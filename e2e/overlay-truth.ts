import { networksOf } from './engine-truth.ts'

/** `NETWORK KEY HOST ADDRESS` of each member of an overlay that this host's engine tells of; a load balancer's key is its name. */
export async function overlayMembersOf(host: string): Promise<string[]> {
  const overlays = (await networksOf(host)).filter(({ Driver }) => Driver === 'overlay')
  return overlays.flatMap(({ Id, Containers }) =>
    Object.entries(Containers ?? {}).map(([key, member]) =>
      [Id, /^[0-9a-f]{64}$/.test(key) ? key : member.Name, host, member.IPv4Address].join(' '),
    ),
  )
}
