import { patience as slowness } from '../../e2e/lab/wait-until.ts'
import type { PathRefusal } from '../../lib/analyse/path/question.ts'
import type { PathAnswer } from '../../lib/analyse/path/trace.ts'
import { tracePath } from '../../lib/analyse/path/trace-path.ts'
import type { Topology } from '../../lib/model/topology.ts'
import type { Network } from './ask-network.ts'
import type { Fault } from './faults/fault.ts'
import { findPlaces } from './find-places.ts'
import type { Ground } from './ground.ts'
import { type HostReader, readTopology } from './host-reader.ts'
import { inside } from './inside.ts'
import { type Judgement, judge } from './judge.ts'
import { listQuestions } from './list-questions.ts'
import type { Listeners } from './listeners.ts'
import { outsideAddresses } from './outside-client.ts'
import type { Place } from './place.ts'
import type { Question } from './question.ts'
import { sampleQuestions } from './sample-questions.ts'
import { stateOf } from './state-of.ts'
import type { Truth } from './truth.ts'

export type Setting = { network: Network; listeners: Listeners; readers: readonly HostReader[]; outside: Place }

/** One question with both answers. `moved`: they differed, and no longer do when asked anew: the state changed meanwhile. */
export type Compared = {
  question: Question
  answer: PathAnswer | PathRefusal
  truth: Truth
  judgement: Judgement
  moved: boolean
}

/** Who is there, and what the hosts tell. */
export type Sight = { places: Place[]; topology: Topology }

/** `sight` is what the answers rest on. */
export type StepResult = { compared: Compared[]; sight: Sight; notRestored: string[] }

/** Milliseconds that a silent one is waited for: at first, and when it is asked anew because the answers differ. */
const patience = slowness > 1 ? { first: 5_000, again: 12_000 } : { first: 1_300, again: 3_600 }

/** A look takes minutes on a slow machine, which so looks once, at the end, whether all is as it was. */
export const isQuick = slowness === 1

/** Does one fault, asks everything of both sides, and undoes it. `after` is who is there then. */
export async function runStep(
  scenario: { name: string; hosts: readonly string[]; cast: Ground['cast'] },
  fault: Fault,
  setting: Setting,
  sample: { most: number; seed: number },
  before: Sight,
): Promise<StepResult & { after: Sight }> {
  const { name, hosts, cast } = scenario
  const undo = await fault.inject({ scenario: name, hosts, cast, places: before.places, outside: setting.outside })
  let asked: { compared: Compared[]; sight: Sight }
  try {
    const choose = (questions: readonly Question[]) => {
      const lasting = questions.filter((question) => !fault.flickers?.(question))
      return sampleQuestions(lasting, sample.most, sample.seed, fault.about)
    }
    asked = await askBothSides(hosts, setting, choose)
  } finally {
    await undo()
  }
  const after = isQuick ? await look(hosts, setting) : before
  return { ...asked, after, notRestored: notRestored(before, after) }
}

/**
 * Asks the product and the network the same. What differs is asked once more of both, later, and what still does one after the other: what is asked at the same
 * time may teach somebody a neighbour that nobody would find by asking. `sight` is what the last answers rest on.
 */
export async function askBothSides(
  hosts: readonly string[],
  setting: Setting,
  choose: (questions: readonly Question[]) => readonly Question[],
): Promise<{ compared: Compared[]; sight: Sight }> {
  const first = await look(hosts, setting)
  const asked = choose(listQuestions(first.topology, first.places))
  const compared = await compareAll(asked, first, setting.network, patience.first)
  const differing = questionsThatDiffer(compared)
  if (differing.length === 0) return { compared, sight: first }
  const sight = await look(hosts, setting)
  const second = await compareAll(differing, sight, setting.network, patience.again)
  const alone: Compared[] = []
  // A slow machine would take minutes for each, and has waited long enough for every answer.
  for (const question of isQuick ? questionsThatDiffer(second) : []) {
    await endConnections(sight.places)
    await forgetWays(sight.places)
    alone.push(...(await compareAll([question], sight, setting.network, patience.again)))
  }
  const anew = new Map([...second, ...alone].map((one) => [one.question, { ...one, moved: true }]))
  return { compared: compared.map((one) => anew.get(one.question) ?? one), sight }
}

const questionsThatDiffer = (compared: readonly Compared[]): Question[] =>
  compared
    .filter(({ judgement }) => judgement.kind === 'wrong' || judgement.kind === 'class')
    .map(({ question }) => question)

/** Everything anew: who is there, with something that listens in each, and what the hosts tell. */
export async function look(hosts: readonly string[], setting: Setting): Promise<Sight> {
  const { network, listeners, readers, outside } = setting
  const places = [...(await Promise.all(hosts.map(findPlaces))).flat(), outside]
  await listeners.settle(places)
  network.settle(places)
  await forgetWays(places)
  return { places, topology: await readTopology(readers) }
}

/**
 * What an ICMP error told of a way, its MTU for one, is kept by the kernel for minutes, and who has which MAC for seconds: what was so before the fault would
 * decide what comes after it. Entries set by hand or by the engine stay.
 */
async function forgetWays(places: readonly Place[]): Promise<void> {
  const files = new Map(places.map(({ inode, file }) => [inode, file]))
  const flush = `printf '%s\\n' 'route flush cache' 'neighbour flush all' | ip`
  const script = `${flush} -4 -batch - && ${flush} -6 -batch -`
  await Promise.all([...files.values()].map((file) => inside(file, 'sh', '-c', script)))
}

/** What an earlier question left open is sent again for minutes, and its sender makes itself known to neighbours. The engines' own talk of a swarm stays. */
async function endConnections(places: readonly Place[]): Promise<void> {
  const swarm = [2377, 7946].flatMap((port) => [`sport = :${port}`, `dport = :${port}`]).join(' or ')
  const files = new Map(places.map(({ inode, file }) => [inode, file]))
  await Promise.all(
    [...files.values()].map((file) => inside(file, 'ss', '-K', '-t', 'state', 'connected', `not ( ${swarm} )`)),
  )
}

async function compareAll(
  questions: readonly Question[],
  { topology, places }: Sight,
  network: Network,
  wait: number,
): Promise<Compared[]> {
  const answers = new Map(questions.map((question) => [question, foretell(topology, question)]))
  // A large packet may teach the kernel a small MTU, and goes after all others.
  const small = await Promise.all(questions.filter(({ size }) => size === null).map(compare))
  const large = await Promise.all(questions.filter(({ size }) => size !== null).map(compare))
  return [...small, ...large]

  async function compare(question: Question): Promise<Compared> {
    const answer = answers.get(question) ?? foretell(topology, question)
    const truth = await network.ask(question, wait)
    return { question, answer, truth, judgement: judge(answer, truth, topology, places), moved: false }
  }
}

/** The client outside is asked for by its address of the family that it sends by. */
function foretell(topology: Topology, { from, to, protocol, port, size }: Question): PathAnswer | PathRefusal {
  const outside = to.includes(':') ? outsideAddresses.v6 : outsideAddresses.v4
  const asker = from.kind === 'outside' ? outside : from.from
  return tracePath(topology, { from: asker, to, protocol, port, size })
}

/** What is not as it was, one line each. */
export const notRestored = (before: Sight, after: Sight): string[] =>
  differences(stateOf(before.topology), stateOf(after.topology))

function differences(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  const lost = [...before].filter((line) => !after.has(line)).map((line) => `- ${line}`)
  const added = [...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`)
  return [...lost, ...added]
}
