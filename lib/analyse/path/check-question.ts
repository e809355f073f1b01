import type { PathQuestion, PathRefusal } from './question.ts'

type Checked = { kind: 'checked'; port: number | null }

const largest = 65_535

/** Refuses what no packet can have. `named` is the port in the destination's own text. */
export function checkQuestion({ to, protocol, port, size }: PathQuestion, named: number | null): Checked | PathRefusal {
  if (named !== null && port !== null && named !== port)
    return refuse('bad-port', 'port', `${to} names port ${named}, and port ${port} is asked besides. Name one of them.`)
  const wanted = port ?? named
  if (!['icmp', 'tcp', 'udp'].includes(protocol))
    return refuse(
      'bad-protocol',
      'protocol',
      `${protocol} is no protocol that can be asked for; icmp, tcp and udp are.`,
    )
  if (protocol === 'icmp' && wanted !== null)
    return refuse('bad-port', 'port', 'icmp knows no ports. Ask for tcp or udp, or leave the port out.')
  if (protocol !== 'icmp' && wanted === null) return refuse('bad-port', 'port', `A port is needed for ${protocol}.`)
  if (wanted !== null && (!Number.isInteger(wanted) || wanted < 1 || wanted > largest))
    return refuse('bad-port', 'port', `${wanted} is no port; ports are 1 to ${largest}.`)
  if (size !== null && (!Number.isInteger(size) || size < 28 || size > largest))
    return refuse('bad-size', 'size', `${size} is no size of a packet; 28 to ${largest} octets are.`)
  return { kind: 'checked', port: wanted }
}

const refuse = (code: PathRefusal['code'], field: PathRefusal['field'], says: string): PathRefusal => ({
  ...{ kind: 'refused', code, says, field, candidates: [] },
})
