import { blockOf, contains, type Ip, ipOf } from '../ip.ts'
import type { End } from './ground.ts'

type Kept = { named: ReturnType<typeof namesIn>[]; marks: Map<string, string[] | null> }
const kept = new WeakMap<readonly End[], Kept>()

/** For each end, which of the sets (blocks, ranges, patterns of names) hold its addresses and names; sets that hold all ends alike are left out. */
export function membersOfSets(ends: readonly End[], sets: readonly string[]): string[] {
  const known = kept.get(ends) ?? { named: ends.map(namesIn), marks: new Map() }
  kept.set(ends, known)
  const parting = sets.flatMap((set) => {
    const found = known.marks.get(set)
    const marks = found === undefined ? marksOf(ends, known.named, set) : found
    known.marks.set(set, marks)
    return marks === null ? [] : [marks]
  })
  return ends.map((_, at) => parting.map((marks) => marks[at]).join(''))
}

/** Null for a set that parts nobody from others. */
function marksOf(ends: readonly End[], named: Kept['named'], set: string): string[] | null {
  const holds = testOf(set)
  if (!holds) return null
  const held = named.map(({ addresses, words }) =>
    [...addresses.map((ip) => holds(ip.text, ip)), ...words.map((word) => holds(word, null))]
      .map((is) => (is ? '1' : '0'))
      .join(''),
  )
  const isSame =
    held.every((one, at) => ends[at]?.kind === 'host' || !one.includes('1')) || held.every((one) => !one.includes('0'))
  return isSame ? null : held.map((one) => `${set} ${one};`)
}

function namesIn({ attachments }: End): { addresses: Ip[]; words: string[] } {
  const devices = attachments.flatMap(({ device, port, segment }) => [device, port, segment?.bridge])
  return {
    addresses: devices.flatMap((one) => (one?.addresses ?? []).flatMap(({ prefix }) => ipOf(prefix) ?? [])),
    words: devices.flatMap((one) => (one ? [one.name] : [])),
  }
}

function testOf(set: string): ((word: string, ip: Ip | null) => boolean) | null {
  if (/[+*]$/.test(set)) return (word, ip) => ip === null && word.startsWith(set.slice(0, -1))
  const [first = '', last = ''] = set.split('-')
  const [low, high] = [ipOf(first), ipOf(last)]
  if (last !== '' && low && high)
    return (_, ip) => ip !== null && ip.family === low.family && ip.value >= low.value && ip.value <= high.value
  const block = blockOf(set)
  if (block) return (_, ip) => ip !== null && contains(block, ip)
  const [address = '', mask = ''] = set.split('/')
  const [base, bits] = [ipOf(address), ipOf(mask)]
  return base && bits ? (_, ip) => ip !== null && (ip.value & bits.value) === (base.value & bits.value) : null
}
