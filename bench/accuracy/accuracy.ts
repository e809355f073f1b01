import '../own-lab.ts'
import { down } from '../../e2e/lab/down.ts'
import { up } from '../../e2e/lab/up.ts'
import { compareScenario } from './compare-scenario.ts'
import { faults } from './faults/fault-list.ts'
import { accuracyInDebianKernel } from './in-debian-kernel.ts'
import { keepTruths } from './keep-truths.ts'
import { runRandom } from './random/run-random.ts'
import { readAccuracyOptions } from './read-accuracy-options.ts'
import { add, count, disagreementLine, emptyTally, openReport, tallyLines } from './report.ts'
import { accuracyScenarios } from './scenarios.ts'

const options = readAccuracyOptions(process.argv.slice(2))
if (options.ground === 'debian') process.exit(await accuracyInDebianKernel(options, process.argv.slice(2)))
const kernel = options.ground === 'own' ? 'own' : 'debian'
const wanted = (list: readonly string[], name: string) => list.length === 0 || list.includes(name)
const scenarios = accuracyScenarios.filter(({ name, kernel: on }) => on === kernel && wanted(options.only, name))
const chosen = faults.filter(
  ({ name, kernel: on = 'own' }) => (on === kernel || name === 'none') && wanted(options.fault, name),
)
if (scenarios.length === 0 || chosen.length === 0) {
  const names = [...accuracyScenarios, ...faults].map(({ name }) => name)
  throw new Error(`There is no such scenario or fault. There are: ${names.join(', ')}`)
}
const report = openReport(options.report)
const print = (line: string) => {
  process.stdout.write(`${line}\n`)
  report.write(line)
}

let all = emptyTally()
const hosts = options.random.length === 0 && scenarios.some(({ name }) => name === 'swarm-shop') ? 6 : 2
if (kernel === 'own')
  await up({ hosts, fresh: !options.keepLab, engines: { host2: 'sid', ...(hosts > 2 ? { host6: 'sid' } : {}) } })
try {
  all = await runRandom(options.random, options.most, print, report)
  for (const scenario of options.random.length > 0 ? [] : scenarios) {
    let sum = emptyTally()
    const left = await compareScenario(scenario, chosen, options, (fault, { compared, sight, notRestored }) => {
      if (options.record !== null && fault.name === 'none') keepTruths(options.record, scenario.name, compared, sight)
      const tally = count(compared)
      sum = add(sum, tally)
      for (const line of tallyLines(`${scenario.name}_${fault.name}`, tally)) print(line)
      for (const one of compared.filter(({ judgement }) => judgement.kind !== 'agreed')) {
        print(disagreementLine(one))
        report.write(JSON.stringify(one.answer))
      }
      for (const line of notRestored) print(`  not restored: ${line}`)
    })
    for (const line of left) print(`  not restored: ${line}`)
    for (const line of tallyLines(scenario.name, sum)) print(line)
    all = add(all, sum)
  }
} finally {
  if (kernel === 'own' && !options.keepLab) await down()
}
for (const line of tallyLines('all', all)) print(line)
process.exitCode = all.wrong === 0 ? 0 : 1
