import type { TrafficFilter } from '../model/namespace.ts'
import type { PartReading } from './namespace-facts.ts'

/** Lines `> DEVICE DIRECTION`, each followed by what `tc filter show` prints there; behind `root` the qdisc stands first. */
export function parseTrafficFilters(text: string): PartReading<TrafficFilter[]> {
  const filters: TrafficFilter[] = []
  const problems: PartReading<unknown>['problems'] = []
  let place: Pick<TrafficFilter, 'device' | 'direction'> | null = null
  let open: TrafficFilter | null = null
  for (const line of text.split('\n').map((each) => each.trim().replace(/\s+/g, ' '))) {
    const [, device, direction] = /^> (\S+) (ingress|egress|root)$/.exec(line) ?? []
    if (device !== undefined) {
      place = { device, direction: direction === 'ingress' || direction === 'egress' ? direction : 'root' }
      open = null
    } else if (line === '') continue
    else if (place === null) problems.push({ code: 'not-understood', reason: line.slice(0, 120) })
    else if (/^(?:filter|qdisc) /.test(line)) {
      // A classifier's own head comes before each of its filters.
      if (open && line.startsWith(open.text)) filters.pop()
      open = { ...place, text: line }
      filters.push(open)
    } else if (open) open.text += ` ${line}`
  }
  return { value: filters, problems }
}
