import type { Transform } from '../model/namespace.ts'
import type { PartReading } from './namespace-facts.ts'

/** Output of `ip xfrm policy list` or `ip xfrm state list nokeys`: a line for what it is about, and indented ones. */
export function parseTransforms(text: string, kind: Transform['kind']): PartReading<Transform[]> {
  const transforms: Transform[] = []
  const unknown: string[] = []
  for (const block of text.split(/\n(?=\S)/)) {
    const words = block.trim().replace(/\s+/g, ' ')
    if (words === '') continue
    const [, source, destination] = /^src (\S+) dst (\S+)/.exec(words) ?? []
    if (source === undefined || destination === undefined) {
      unknown.push(words)
      continue
    }
    const direction = kind === 'policy' ? (/ (?:dir|socket) (\w+)/.exec(words)?.[1] ?? null) : null
    transforms.push({ kind, direction, source, destination, text: withoutKeys(words) })
  }
  const reason = `${unknown.length} entries, first: ${unknown[0]?.slice(0, 120)}`
  return { value: transforms, problems: unknown.length === 0 ? [] : [{ code: 'not-understood', reason }] }
}

/** Keys are not asked for; where a tool prints them all the same, they end here. */
const withoutKeys = (text: string): string => text.replace(/\b0x[0-9a-f]{16,}\b/gi, '<<Keys hidden>>')
