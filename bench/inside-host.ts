import { spentCpu } from '../lib/agent/spent-cpu.ts'
import type { HostAnswers } from '../lib/collect/host-answers.ts'
import { readAll } from '../lib/collect/read-all.ts'
import { readNamespace } from '../lib/collect/read-namespace.ts'
import { resolveHost } from '../lib/collect/resolve-host.ts'
import type { HostSource, NamespaceRef, NamespaceText } from '../lib/host/host-source.ts'
import { findSaveTools } from '../lib/host/kernel/find-save-tools.ts'
import { openLiveSource } from '../lib/host/open-live-source.ts'
import { toolPath } from '../lib/host/run-tool.ts'
import { defaultViewState } from '../lib/view/picture.ts'
import { planPicture } from '../lib/view/plan-picture.ts'
import { enterAndRun } from './enter-and-run.ts'
import type { InsideFigures } from './inside-figures.ts'
import { countLines, namespaceCommands } from './namespace-commands.ts'

const namespacesMeasured = 60
const pureRounds = 25

/** Runs inside a lab host, beside its engine, and prints what it measured as one line of JSON. */
async function main(): Promise<void> {
  const source = await openLiveSource()
  const answers = await readAll(source)
  const namespaces = await measureNamespaces(source, answers)
  const pure = measurePure(source, answers)
  await source.close()
  process.stdout.write(`${JSON.stringify({ ...namespaces, ...pure } satisfies InsideFigures)}\n`)
}

async function measureNamespaces(source: HostSource, answers: HostAnswers) {
  const saveTools = await findSaveTools(toolPath(process.env.PATH))
  const figures = { own: [] as number[], bare: [] as number[], apart: [] as number[], ownCpu: 0, bareCpu: 0 }
  const refs = answers.namespaceList?.ok ? answers.namespaceList.value : []
  for (const ref of refs.filter(({ isHost, files }) => !isHost && files.length > 0).slice(0, namespacesMeasured)) {
    const file = ref.files[0] ?? ''
    const told = await readText(source, ref)
    const commands = namespaceCommands(told, { save4: saveTools.nft4, save6: saveTools.nft6 })
    const script = commands.map((command) => `(${command}\n)`).join('\n')
    requireSame(file, told, await enterAndRun(file, script))

    const runs = {
      own: () => readNamespace(source, answers, ref.inode),
      bare: () => enterAndRun(file, commands.join('\n')),
      apart: async () => {
        for (const command of commands) await enterAndRun(file, command)
      },
    }
    // Who goes first changes with each namespace.
    const order =
      figures.own.length % 2 === 0 ? (['own', 'bare', 'apart'] as const) : (['apart', 'bare', 'own'] as const)
    for (const kind of order) {
      const cpu = spentCpu()
      const start = performance.now()
      await runs[kind]()
      figures[kind].push(performance.now() - start)
      if (kind !== 'apart') figures[`${kind}Cpu`] += spentCpu() - cpu
    }
  }
  return figures
}

async function readText(source: HostSource, ref: NamespaceRef): Promise<NamespaceText> {
  const answer = await source.kernel.readNamespace(ref)
  if (!answer.ok) throw new Error(`${answer.source}: ${answer.reason}`)
  return answer.value
}

/** The figure is worth nothing where the bare script asks for less. */
function requireSame(file: string, told: NamespaceText, bare: string): void {
  const texts = Object.values(told).flatMap((part) => (part.state === 'read' ? part.text : []))
  const [own, other] = [countLines(texts), countLines([bare])]
  if (own !== other) throw new Error(`${file}: Portolan read ${own} lines, the bare commands printed ${other}`)
}

function measurePure(source: HostSource, answers: HostAnswers): Pick<InsideFigures, 'resolveHost' | 'planPicture'> {
  const topology = resolveHost(answers, source)
  return {
    resolveHost: timeEach(() => resolveHost(answers, source)),
    planPicture: timeEach(() => planPicture(topology, defaultViewState)),
  }
}

function timeEach(work: () => unknown): number[] {
  return Array.from({ length: pureRounds }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
}

await main()
