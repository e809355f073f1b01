import { blockOf, contains, type Ip, ipOf } from '../ip.ts'
import type { End } from './ground.ts'

/** For each end, which of the sets (blocks, ranges, patterns of names) hold its addresses and names; sets that hold all ends alike are left out. */
export function membersOfSets(ends: readonly End[], sets: Iterable<string>): string[] {
  const marks = ends.map(() => '')
  const named = ends.map(namesIn)
  for (const set of sets) {
    const holds = testOf(set)
    if (!holds) continue
    const held = named.map(({ addresses, words }) =>
      [...addresses.map((ip) => holds(ip.text, ip)), ...words.map((word) => holds(word, null))]
        .map((is) => (is ? '1' : '0'))
        .join(''),
    )
    const isSame =
      held.every((one, at) => ends[at]?.kind === 'host' || !one.includes('1')) ||
      held.every((one) => !one.includes('0'))
    if (isSame) continue
    held.forEach((one, at) => {
      marks[at] += `${set} ${one};`
    })
  }
  return marks
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
