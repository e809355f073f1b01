import type { Packet } from '../../packet.ts'
import type { CompiledRule, Effect, HookPlace, RuleNeeds } from '../compiled-firewall.ts'
import type { Connections } from '../connections.ts'
import type { Step } from './compiled-step.ts'
import type { NamedSet } from './read-sets.ts'
import { readStatement } from './read-statement.ts'
import { readVerdict } from './read-verdict.ts'
import { isUnknown } from './seen.ts'
import { WordReader } from './word-reader.ts'

/** One rule in nft's words. What is not understood makes the rule unknown from there on. */
export function compileRule(text: string, sets: ReadonlyMap<string, NamedSet>, family: string): CompiledRule {
  const words = new WordReader(text)
  const steps: Step[] = []
  let needs: RuleNeeds = {}
  let acts = false
  const bridge = family === 'bridge'
  while (!words.done) {
    const said = words.rest()
    const step = said[0]?.startsWith('#') ? null : readStatement(words, sets)
    if (!step) {
      steps.push(notUnderstood(said))
      break
    }
    steps.push(step.run)
    if (step.needs && !acts && !(bridge && namesInterface(step.needs))) needs = { ...step.needs, ...needs }
    acts ||= !step.compares
  }
  const run = (packet: Packet, place: HookPlace, connections: Connections) =>
    runFrom(steps, 0, packet, place, connections) ?? nothing
  return Object.keys(needs).length === 0 ? { text, run } : { text, needs, run }
}

/** In a bridge, rules name ports, and what is looked up by is the bridge. */
const namesInterface = ({ inInterface, outInterface }: RuleNeeds): boolean =>
  inInterface !== undefined || outInterface !== undefined

const nothing: readonly Effect[] = []

/** The effects from this statement on; null where the rule does not match and has done nothing before. */
function runFrom(
  steps: readonly Step[],
  from: number,
  packet: Packet,
  place: HookPlace,
  connections: Connections,
): Effect[] | null {
  let effects: Effect[] | null = null
  let now = packet
  let tracked = connections
  for (let at = from; at < steps.length; at++) {
    const result = steps[at]?.(now, place, tracked) ?? true
    if (result === true) continue
    if (result === false) return effects
    if (isUnknown(result)) {
      const perhaps = runFrom(steps, at + 1, now, place, tracked)
      return perhaps ? [...(effects ?? []), { kind: 'unknown', why: result.why, perhaps }] : effects
    }
    effects = effects ? [...effects, ...result] : [...result]
    for (const effect of result) {
      if (effect.kind === 'mark') now = { ...now, mark: effect.change(now.mark) }
      if (effect.kind === 'connection-mark') tracked = withMark(tracked, (mark) => effect.change(mark, now.mark).mark)
    }
  }
  return effects
}

/** What the rest of the rule reads of the connection, whose mark is set once the rule is run. */
function withMark(connections: Connections, change: (mark: number) => number): Connections {
  const { tracking } = connections
  const { connection } = tracking
  if (!connection) return connections
  return { ...connections, tracking: { ...tracking, connection: { ...connection, mark: change(connection.mark) } } }
}

/** Only the verdict at the end of it is taken from what is not understood. */
function notUnderstood(words: readonly string[]): Step {
  const comment = words.lastIndexOf('comment')
  const said = comment === -1 ? words : words.slice(0, comment)
  const why = `${said.join(' ').slice(0, 120)} is not understood`
  const ends = [said.slice(-1), said.slice(-2)].map((end) => readVerdict(new WordReader(end.join(' '))))
  const jump = /^(?:jump|goto)$/.test(said.at(-2) ?? '')
  const end = jump ? ends[1] : ends[0]
  const effects: Effect[] = [{ kind: 'unknown', why, perhaps: end && end.length > 0 ? [...end] : null }]
  return () => effects
}
