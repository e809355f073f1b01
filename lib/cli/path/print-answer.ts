import { namespacesOnTheWay } from '../../analyse/path/read-anew.ts'
import type { ProbeReport } from '../../analyse/path/report-probe.ts'
import type { Branch, Hop, PathAnswer, Verdict, Way } from '../../analyse/path/trace.ts'
import { worldOf } from '../../analyse/path/walk/world.ts'
import type { NamespaceId } from '../../model/id.ts'
import type { Topology } from '../../model/topology.ts'
import { inertText } from '../../view/inert-text.ts'
import { printProbes } from './print-probes.ts'
import { type Ink, inkFor } from './terminal-ink.ts'
import { wrapText } from './wrap-text.ts'

type Terminal = { isTTY?: boolean; columns?: number }

const usualWidth = 80
const widest = 120
/** Where what a step says begins, behind its number and its kind. */
const indent = 15

/** An answer for a person: the verdict first, then each way hop by hop, with what each step rests on. */
export function printAnswer(
  topology: Topology,
  answer: PathAnswer,
  probes: readonly ProbeReport[],
  terminal: Terminal,
): string {
  const width = Math.min(widest, Math.max(40, terminal.isTTY ? (terminal.columns ?? usualWidth) : usualWidth))
  const ink = inkFor(terminal.isTTY === true && !process.env.NO_COLOR)
  const page = { topology, width, ink }
  const { verdict, branches, resolution, assumptions, basis } = answer
  const lines = [...printVerdict(page, verdict), '']
  lines.push(...wrap(page, `${asked(answer)}.`, '  ', '  '))
  if (basis === 'engine')
    lines.push(...wrap(page, 'Only the engine told: this is what its own rules would do.', '  ', '  '))
  else lines.push(...wrap(page, printReads(page, answer), '  ', '  '))
  if (resolution.length > 0) lines.push('', ink.bold('Name'))
  for (const step of resolution) lines.push(...printStep(page, step))
  for (const branch of branches) lines.push(...printBranch(page, branch, branches.length > 1))
  if (assumptions.length > 0) lines.push('', ink.bold('Taken for granted'))
  for (const assumption of assumptions) lines.push(...wrap(page, assumption, '  - ', '    '))
  if (probes.length > 0) lines.push('', ink.bold('Probe'), ...printProbes(probes, width, ink))
  return `${lines.join('\n')}\n`
}

type Page = { topology: Topology; width: number; ink: Ink }

const wrap = ({ width }: Page, text: string, first: string, rest: string): string[] =>
  text === '' ? [] : wrapText(inertText(text), width, first, rest)

function asked({ question, from, to }: PathAnswer): string {
  const { protocol, port, size } = question
  const packet = port === null ? (protocol === 'icmp' ? 'ping' : protocol) : `${protocol} port ${port}`
  return `From ${from.label} to ${to.label}, ${packet}, ${size} octets`
}

/** What was read for the question, and what of the ways was not. */
function printReads({ topology }: Page, answer: PathAnswer): string {
  const read = new Set(answer.reads.map(({ namespaceId }) => namespaceId))
  const { space } = worldOf(topology)
  const names = (ids: readonly NamespaceId[]) => ids.map((id) => space(id)?.label ?? id).join(', ')
  const others = namespacesOnTheWay(answer).filter((id) => !read.has(id))
  return [
    ...(read.size > 0 ? [`Read for this question: ${names([...read])}.`] : []),
    ...(others.length > 0 ? [`As last told by its agent: ${names(others)}.`] : []),
  ].join(' ')
}

function printVerdict(page: Page, { outcome, says, evidence, toChange }: Verdict): string[] {
  const { ink } = page
  const colour = outcome === 'delivered' ? ink.green : outcome === 'unknown' ? ink.yellow : ink.red
  const lines = wrap(page, says, '', '').map((line) => ink.bold(colour(line)))
  if (evidence && !says.includes(evidence.text)) lines.push(...wrap(page, evidence.text, '  > ', '    ').map(ink.dim))
  if (evidence?.see) lines.push(...wrap(page, `See it there with: ${evidence.see}`, '  ', '  '))
  if (toChange) lines.push(...wrap(page, toChange, '  ', '  '))
  return lines
}

function printBranch(page: Page, { address, port, there, back, verdict }: Branch, isOneOfSeveral: boolean): string[] {
  const lines: string[] = []
  const { ink } = page
  if (isOneOfSeveral) {
    lines.push('', ink.bold(`To ${inertText(port === null ? address : `${address} port ${port}`)}`))
    lines.push(...wrap(page, verdict.says, '  ', '  '))
  }
  lines.push('', ink.bold('There'), ...printWay(page, there))
  if (back) lines.push('', ink.bold('Back'), ...printWay(page, back))
  return lines
}

const printWay = (page: Page, { hops, verdict }: Way): string[] => [
  ...hops.flatMap((hop, index) => printHop(page, hop, index + 1)),
  ...(verdict.outcome === 'delivered' ? [] : printStop(page, verdict)),
]

/** How it ends, where the last hop's steps leave off. */
function printStop(page: Page, { says, evidence, outcome }: Verdict): string[] {
  const { ink } = page
  const colour = outcome === 'unknown' ? ink.yellow : ink.red
  const isSaid = evidence === null || says.includes(evidence.text)
  return printStep(page, { kind: 'stop', says, evidence: isSaid ? null : evidence }).map(colour)
}

function printHop(page: Page, hop: Hop, number: number): string[] {
  const { topology, ink } = page
  const space = hop.namespaceId === null ? null : worldOf(topology).space(hop.namespaceId)
  const host = topology.hosts.find(({ id }) => id === hop.hostId)
  const name = space?.label ?? host?.name ?? 'outside, where no agent reads'
  const lines = wrap(page, name, `${String(number).padStart(2)}  `, '    ').map(ink.bold)
  const devices = devicesOf(topology, hop)
  if (devices !== '') lines.push(...wrap(page, devices, '    ', '    ').map(ink.dim))
  lines.push(...wrap(page, hop.packet, '    ', '    ').map(ink.dim))
  for (const step of hop.steps) lines.push(...printStep(page, step))
  return lines
}

/** `in by eth0, out by br-1f2e`. */
function devicesOf(topology: Topology, { arrivesBy, leavesBy }: Hop): string {
  const devices = worldOf(topology).interface
  const arrives = arrivesBy === null ? undefined : devices.get(arrivesBy)?.name
  const leaves = leavesBy === null ? undefined : devices.get(leavesBy)?.name
  return [...(arrives ? [`in by ${arrives}`] : []), ...(leaves ? [`out by ${leaves}`] : [])].join(', ')
}

function printStep(page: Page, { kind, says, evidence }: Hop['steps'][number]): string[] {
  const { ink } = page
  const blank = ' '.repeat(indent)
  const label = `    ${kind}`.padEnd(indent)
  const lines = wrap(page, says, label, blank)
  if (evidence) lines.push(...wrap(page, evidence.text, `${blank}> `, `${blank}  `).map(ink.dim))
  return lines
}
