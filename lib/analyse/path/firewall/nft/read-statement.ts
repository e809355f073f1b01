import type { Effect } from '../compiled-firewall.ts'
import { goOn, type Step, type StepWithNeeds } from './compiled-step.ts'
import { typeNamed } from './data-type.ts'
import { readRelation } from './read-relation.ts'
import { readOperand } from './read-selector.ts'
import type { NamedSet } from './read-sets.ts'
import { readTranslation } from './read-translation.ts'
import { readMap, readSelectors, readValue } from './read-value.ts'
import { readVerdict } from './read-verdict.ts'
import { readVerdictMap } from './read-verdict-map.ts'
import { readReject } from './reject-words.ts'
import { isUnknown, unknown } from './seen.ts'
import { skipLog } from './skip-log.ts'
import type { WordReader } from './word-reader.ts'

type Sets = ReadonlyMap<string, NamedSet>

const bare = (run: Step | null): StepWithNeeds | null => run && { run, needs: null, compares: run === goOn }
const always =
  (...effects: Effect[]): Step =>
  () =>
    effects
const doubt =
  (why: string): Step =>
  () =>
    unknown(why)
/** What it does to the packet is not worked out. */
const beyond = (why: string): Step => always({ kind: 'unknown', why, perhaps: null })

/** One statement of a rule: a comparison or an action. Null where it is not understood. */
export function readStatement(words: WordReader, sets: Sets): StepWithNeeds | null {
  const verdict = readVerdict(words)
  if (verdict) return { run: () => (verdict.length === 0 ? false : verdict), needs: null, compares: false }
  const action = readAction(words, sets)
  return action === undefined ? readMatch(words, sets) : bare(action)
}

/** Undefined where no action stands there. */
function readAction(words: WordReader, sets: Sets): Step | null | undefined {
  const word = words.peek
  switch (word) {
    case 'counter':
      words.next()
      return skipCounter(words)
    case 'comment':
      words.next()
      words.next()
      return goOn
    case 'log':
      words.next()
      return skipLog(words) ? goOn : null
    case 'limit':
    case 'quota':
      words.next()
      return skipLimit(words) ? doubt(`it depends on a ${word}`) : null
    case 'last':
      words.next()
      if (words.take('used')) words.next()
      return goOn
    case 'reject': {
      words.next()
      const how = readReject(words)
      return how && ((packet) => effectOfReject(how(packet)))
    }
    case 'notrack':
      words.next()
      return always({ kind: 'notrack' })
    case 'dnat':
    case 'snat':
    case 'masquerade':
    case 'redirect':
      words.next()
      return readTranslation(word, words, sets)
    case 'add':
    case 'update':
    case 'delete':
    case 'meter':
    case 'set':
      words.next()
      return readDynamic(words)
    case 'flow':
      words.next()
      for (let at = 0; at < 2; at++) words.next()
      return goOn
    case 'dup':
      return skipAll(words) ? goOn : null
    case 'fwd':
      return skipAll(words) ? beyond('the packet is sent out of another interface') : null
    case 'tproxy':
    case 'synproxy':
      return skipAll(words) ? beyond('a proxy takes the packet') : null
    default:
      return undefined
  }
}

const effectOfReject = (how: string | null): readonly Effect[] | boolean =>
  how === null ? false : [{ kind: 'reject', how }]

function skipAll(words: WordReader): boolean {
  while (!words.done) words.next()
  return true
}

/** `counter`, `counter packets 1 bytes 2`, `counter name "c"`, `counter name tcp dport map { ... }`. */
function skipCounter(words: WordReader): Step | null {
  while (words.take('packets') || words.take('bytes')) words.next()
  if (!words.take('name')) return goOn
  if (words.peek?.startsWith('"')) {
    words.next()
    return goOn
  }
  const selectors = readSelectors(words)
  return selectors && words.take('map') && readMap(selectors, words, new Map(), [typeNamed('string')]) ? goOn : null
}

/** `rate over 10/second burst 5 packets`, `over 10 mbytes used 0 bytes`, `until 10 mbytes`, `name "l"`. */
function skipLimit(words: WordReader): boolean {
  if (words.take('name')) return words.next() !== undefined
  words.take('rate')
  if (!words.take('over')) words.take('until')
  const amount = words.next() ?? ''
  if (!/^\d/.test(amount)) return false
  if (!amount.includes('/')) words.next()
  if (words.take('burst') || words.take('used')) {
    words.next()
    words.next()
  }
  return true
}

/** `update @set { ip saddr limit rate 5/second }`: goes on, unless what is in it has to hold. */
function readDynamic(words: WordReader): Step | null {
  while (!words.done && words.peek !== '{') words.next()
  const pieces = words.takeBlock()
  if (!pieces) return null
  const inside = pieces.flat()
  if (inside.includes('limit') || inside.includes('quota')) return doubt('it depends on a limit')
  return inside.includes('count') ? doubt('it depends on a count of connections') : goOn
}

/** What rewrites no part of a packet that decides its way. */
const harmless =
  /^(?:meta (?:priority|nftrace|secmark)|ct (?:helper|timeout|expectation|event|label|secmark)|ip6? (?:dscp|ecn)|tcp option .*|ip6 flowlabel)$/

function readMatch(words: WordReader, sets: Sets): StepWithNeeds | null {
  const said = words.rest()
  const setAt = said.indexOf('set')
  const target = setAt === -1 ? '' : said.slice(0, setAt).join(' ')
  if (/^(?:meta mark|mark|ct mark)$/.test(target)) return bare(readMark(target, words, sets))
  if (
    setAt !== -1 &&
    setAt <= 5 &&
    (harmless.test(target) ||
      /^(?:meta|ct|ip6?|tcp|udp|th|icmp|icmpv6|ether|vlan|arp) [\w-]+(?: (?:ip|ether))?$/.test(target))
  )
    return bare(readRewrite(target, words))
  if (words.peek === 'reset') return skipAll(words) ? bare(goOn) : null
  if (words.peek === 'ct' && words.second === 'count') {
    words.next()
    words.next()
    words.take('over')
    words.next()
    return bare(doubt('it depends on a count of connections'))
  }
  if (words.peek?.startsWith('@')) return null
  const selectors = readSelectors(words)
  if (!selectors) return null
  if (words.take('vmap')) return bare(readVerdictMap(selectors, words, sets))
  return readRelation(selectors, words, sets)
}

/** `meta mark set VALUE`, `ct mark set VALUE`. */
function readMark(target: string, words: WordReader, sets: Sets): Step | null {
  while (words.next() !== 'set');
  const value = readValue(words, sets, [typeNamed('mark')])
  if (!value) return null
  return (packet, place, connections) => {
    const found = value(packet, place, connections)
    if (found === null) return false
    if (isUnknown(found)) return [{ kind: 'unknown', why: found.why, perhaps: null }]
    const piece = found[0]
    const mark = piece?.kind === 'one' ? Number(piece.value) : null
    if (mark === null || Number.isNaN(mark)) return unknown('the mark that it sets is not known')
    return target === 'ct mark'
      ? [{ kind: 'connection-mark', change: (_before, packetMark) => ({ mark, packetMark }) }]
      : [{ kind: 'mark', change: () => mark }]
  }
}

/** Anything else that is set: what does not change the packet's way goes on. */
function readRewrite(target: string, words: WordReader): Step | null {
  while (words.next() !== 'set');
  if (!harmless.test(target)) return skipAll(words) ? beyond(`it sets ${target}`) : null
  if (words.take('rt')) words.next()
  else if (readOperandOrWord(words) === null) return null
  return goOn
}

const readOperandOrWord = (words: WordReader): unknown =>
  /^(?:meta|ct|ip|ip6|tcp|numgen|jhash)$/.test(words.peek ?? '') ? readOperand(words) : (words.next() ?? null)
