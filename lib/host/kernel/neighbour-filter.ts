import type { MonitorLine } from './parse-monitor-line.ts'

const maxEntries = 50_000
const ageing = new Set(['REACHABLE', 'STALE', 'DELAY', 'PROBE', 'INCOMPLETE'])

/** Tells neighbour entries that came, went, failed or changed from those that only age, which is most of what the kernel says. */
export class NeighbourFilter {
  readonly #known = new Map<string, string>()

  isNews(line: MonitorLine): boolean {
    const words = line.text.split(' ')
    const state = words.at(-1) ?? ''
    const at = words.indexOf('lladdr')
    const mac = at === -1 ? '' : (words[at + 1] ?? '')
    const isEntryOfBridge = words[0] === 'dev'
    const target = isEntryOfBridge ? `${words[1]} ${mac}` : `${words[0]} ${words[2]}`
    const key = `${line.nsid ?? ''} ${target}`
    if (line.isDeleted) {
      this.#known.delete(key)
      return true
    }
    const told = `${mac} ${ageing.has(state) ? 'usable' : state}`
    if (this.#known.get(key) === told) return false
    if (this.#known.size >= maxEntries) this.#known.clear()
    this.#known.set(key, told)
    return true
  }
}
