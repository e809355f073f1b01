import type { StreamEvent } from '../api/contract.ts'
import { recordKinds } from '../model/record-kind.ts'

type TopologyEvent = Extract<StreamEvent, { kind: 'topology' }>

const encoder = new TextEncoder()

/** So much text at once: what comes between two pieces waits no longer than its making takes. */
const pieceLength = 256 * 1024

/** An event as server-sent events have it. */
export const encodeEvent = (id: string, event: StreamEvent): Uint8Array =>
  encoder.encode(`${head(id, event.kind)}${JSON.stringify(event)}\n\n`)

/** The same of a whole topology, made piece by piece as they are asked for; of many hosts it is a hundred megabytes. */
export function* encodeWhole(id: string, { topology, ...event }: TopologyEvent): Generator<Uint8Array, void> {
  const { statuses, readAt } = topology
  let text = `${head(id, event.kind)}{`
  for (const [field, value] of Object.entries(event)) text += `${JSON.stringify(field)}:${JSON.stringify(value)},`
  text += `"topology":{"statuses":${JSON.stringify(statuses)},"readAt":${readAt}`
  for (const kind of recordKinds) {
    text += `,"${kind}":[`
    let comma = ''
    for (const record of topology[kind]) {
      text += comma + JSON.stringify(record)
      comma = ','
      if (text.length < pieceLength) continue
      yield encoder.encode(text)
      text = ''
    }
    text += ']'
  }
  yield encoder.encode(`${text}}}\n\n`)
}

const head = (id: string, kind: StreamEvent['kind']): string => `id: ${id}\nevent: ${kind}\ndata: `
