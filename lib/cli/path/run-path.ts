import type { PathRefusal } from '../../analyse/path/question.ts'
import { planProbes, sendProbes } from '../../ask/send-probes.ts'
import { traceAnew } from '../../ask/trace-anew.ts'
import { inertLines } from '../inert-lines.js'
import { exitStatus } from './exit-status.ts'
import { inertJson } from './inert-json.ts'
import { help, type PathOptions, parsePathOptions } from './path-options.ts'
import { printAnswer } from './print-answer.ts'
import { seeTopology } from './see-topology.ts'

const badQuestion = 2
const notKnown = 3
/** A question is one packet each; a service of a hundred tasks is not worth a hundred. */
const mostProbes = 8

/** The command `path`: asks, prints, and gives the exit status. */
export async function runPath(args: readonly string[], root: string): Promise<number> {
  const parsed = parsePathOptions(args, process.env)
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(`${help}\n`)
      return 0
    case 'misused':
      warn(`${parsed.reason}\n\n${help}`)
      return badQuestion
    case 'refused':
      return refuse(parsed.refusal, parsed.json)
    case 'asked':
      return ask(parsed.options, root)
    default:
      return parsed satisfies never
  }
}

async function ask(options: PathOptions, root: string): Promise<number> {
  const seen = await seeTopology(options, root)
  try {
    for (const reason of seen.missing) warn(reason)
    if (seen.topology.hosts.length === 0) {
      warn('No host is seen, so nothing is known.')
      return notKnown
    }
    const { answer, topology } = await traceAnew(seen.topology, options.question, seen.agentOf)
    if ('kind' in answer) return refuse(answer, options.json)
    const plans = planProbes(topology, answer, answer.branches.slice(0, mostProbes))
    const probes = options.probe ? await sendProbes(answer, plans, seen.agentOf) : null
    if (options.json) tellJson(probes ? { ...answer, probes } : answer)
    else {
      const reports = probes ? [...(probes.name ? [probes.name] : []), ...probes.branches] : []
      process.stdout.write(printAnswer(topology, answer, reports, process.stdout))
    }
    return exitStatus(answer, probes?.branches ?? [])
  } finally {
    await seen.close()
  }
}

/** As JSON it is what the API answers. */
function refuse({ code, says, field, candidates }: PathRefusal, json: boolean): number {
  if (json) tellJson({ error: { code, message: says, field, candidates } })
  else warn([says, ...(candidates.length > 0 ? [`Perhaps: ${candidates.join(', ')}`] : [])].join('\n'))
  return badQuestion
}

const tellJson = (value: unknown): void => {
  process.stdout.write(`${inertJson(value)}\n`)
}

const warn = (text: string): void => {
  process.stderr.write(`${inertLines(text)}\n`)
}
