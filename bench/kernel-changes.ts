/** A change by hand that comes and goes, the tab of the inspector that tells of it, and the words by which it does. */
export type KernelChange = {
  kind: 'route' | 'address' | 'link' | 'neighbour'
  tab: 'Overview' | 'Kernel'
  add: string
  remove: string
  shows: string
}

/** What `ip` is told in a container's namespace; `round`, up to 99, keeps each apart from the one before. `neighbour` is a free address beside it. */
export function kernelChanges(round: number, neighbour: string): KernelChange[] {
  const address = `203.0.113.${100 + round}`
  const mac = `02:00:5e:00:53:${String(round).padStart(2, '0')}`
  const atDevice = (what: string, action: string, more = '') => `${what} ${action} dev eth0${more}`
  return [
    {
      kind: 'route',
      tab: 'Overview',
      add: atDevice('route', `add ${address}`),
      remove: atDevice('route', `del ${address}`),
      shows: address,
    },
    {
      kind: 'address',
      tab: 'Kernel',
      add: atDevice('address', `add ${address}/32`),
      remove: atDevice('address', `del ${address}/32`),
      shows: `${address}/32`,
    },
    {
      kind: 'link',
      tab: 'Kernel',
      add: `link add bench${round} type veth peer name far${round}`,
      remove: `link del bench${round}`,
      shows: `bench${round}`,
    },
    {
      kind: 'neighbour',
      tab: 'Kernel',
      add: atDevice('neighbour', `add ${neighbour} lladdr ${mac}`, ' nud permanent'),
      remove: atDevice('neighbour', `del ${neighbour}`),
      shows: mac,
    },
  ]
}
