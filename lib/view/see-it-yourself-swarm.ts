import type { Namespace } from '../model/namespace.ts'
import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { Task } from '../model/task.ts'
import { enter, type SeeCommand, see, seeEncryption } from './see-it-yourself.ts'
import { shellQuote } from './shell-quote.ts'

/** The commands behind what is said of a service; only a manager's engine answers them. */
export const seeService = ({ id }: Service): SeeCommand[] => [
  see('inspect', 'docker service inspect', shellQuote(id)),
  see('inspect', 'docker service ps --no-trunc', shellQuote(id)),
]

/** The commands behind what is said of a node; only a manager's engine answers them. */
export const seeNode = ({ id }: Node): SeeCommand[] => [
  see('inspect', 'docker node inspect', shellQuote(id)),
  see('inspect', 'docker node ps --no-trunc', shellQuote(id)),
  see('inspect', 'docker node ls'),
]

/** The commands behind what is said of a task; only a manager's engine answers them. The CLI shows attachments by their id alone. */
export const seeTask = ({ id, serviceId }: Task): SeeCommand[] => [
  see('inspect', 'docker inspect --type task', shellQuote(id)),
  ...(serviceId === null ? [] : [see('inspect', 'docker service ps --no-trunc', shellQuote(serviceId))]),
]

/** One end of a tunnel: where it sends to, and by which overlays' namespaces and VXLAN devices. */
export type TunnelEnd = {
  remote: string | null
  port: number | null
  encrypted: boolean
  devices: readonly { namespace: Pick<Namespace, 'kind' | 'file' | 'pid'>; name: string }[]
}

/** The commands behind what is said of one end of a tunnel, to be run on that end's host. */
export function seeTunnelEnd({ remote, port, encrypted, devices }: TunnelEnd): SeeCommand[] {
  return [
    ...(remote === null ? [] : [see('routes', 'ip route get', shellQuote(remote))]),
    ...(port === null ? [] : [see('sockets', `ss -lnu 'sport = :${port}'`)]),
    ...devices.flatMap(({ namespace, name }) => {
      const into = enter(namespace, null)
      if (into === null) return []
      const device = shellQuote(name)
      return [
        see('bridge', `${into}ip -d link show dev`, device),
        see('fdb', `${into}bridge fdb show dev`, device),
        see('neighbours', `${into}ip neigh show dev`, device),
      ]
    }),
    ...(encrypted ? seeEncryption() : []),
  ]
}

/** The commands behind what is said of a load balancer's namespace: the marks that its rules set on virtual addresses, and the backends of each mark. */
export function seeBalancer(namespace: Namespace): SeeCommand[] {
  const into = enter(namespace, null)
  if (into === null) return []
  return [
    see('ipvs', `${into}iptables-save -c -t mangle`),
    see('ipvs', `${into}ipvsadm -ln`),
    see('ipvs', `${into}cat /proc/net/ip_vs`),
  ]
}
