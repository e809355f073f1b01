import type { PathQuestion, PathRefusal } from '../analyse/path/question.ts'

const longest = 256

export const protocols = ['tcp', 'udp', 'icmp'] as const

/** A question as a link and the API hold it; fields stay text, so that what is wrong with them can be said. An empty one was not said. */
export type PathQuery = { from: string; to: string; protocol: string; port: string; size: string }

export function readPathQuery(params: URLSearchParams): PathQuery {
  const text = (name: string): string => (params.get(name) ?? '').trim().slice(0, longest)
  return { from: text('from'), to: text('to'), protocol: text('protocol'), port: text('port'), size: text('size') }
}

/** What is asked by where nothing is said: tcp where there is a port, else a ping. */
export function protocolOf({ to, protocol, port }: PathQuery): string {
  if (protocol !== '') return protocol
  return port === '' && !/[^:]:\d+$|\]:\d+$/.test(to) ? 'icmp' : 'tcp'
}

/** The same question as the shortest link. */
export function writePathQuery(query: PathQuery): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of ['from', 'to', 'protocol', 'port', 'size'] as const)
    if (query[name] !== '') params.set(name, query[name])
  return params
}

/** The question itself, or which field is no question; what is right but does not exist is for the trace to say. */
export function pathQuestion(query: PathQuery): PathQuestion | PathRefusal {
  const { from, to, port, size } = query
  const name = protocolOf(query)
  if (from === '') return refuse('unknown-end', 'from', 'Say from where: a container, host:NAME or an address.')
  if (to === '')
    return refuse('unknown-end', 'to', 'Say to where: a container, service:NAME, host:NAME, a name or an address.')
  const protocol = protocols.find((one) => one === name.toLowerCase())
  if (!protocol) return refuse('bad-protocol', 'protocol', `protocol is tcp, udp or icmp, not ${quoted(name)}.`)
  if (port !== '' && !isNumber.test(port))
    return refuse('bad-port', 'port', `port is a number from 1 to 65535, not ${quoted(port)}.`)
  if (size !== '' && !isNumber.test(size))
    return refuse('bad-size', 'size', `size is a number of octets, not ${quoted(size)}.`)
  return { from, to, protocol, port: port === '' ? null : Number(port), size: size === '' ? null : Number(size) }
}

const isNumber = /^\d{1,9}$/

const quoted = (text: string): string => JSON.stringify(text.slice(0, 40))

const refuse = (code: PathRefusal['code'], field: PathRefusal['field'], says: string): PathRefusal => ({
  ...{ kind: 'refused', code, says, field, candidates: [] },
})
