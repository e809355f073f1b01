import { join } from 'node:path'
import { add, count, disagreementLine, emptyTally, type Report, type Tally, tallyLines } from '../report.ts'
import { findDisagreement } from './find-disagreement.ts'
import { keepRegression } from './keep-regression.ts'

const regressions = join(import.meta.dirname, '../../../lib/analyse/path/regressions/recordings')
const shrinkMs = 120_000

/** Grounds by chance, one for each seed; what disagrees is kept, as small as it came out, and reported with what it rests on. */
export async function runRandom(
  seeds: readonly number[],
  most: number,
  print: (line: string) => void,
  report: Report,
): Promise<Tally> {
  let all = emptyTally()
  for (const seed of seeds) {
    let sum = emptyTally()
    let told = 0
    const found = await findDisagreement(seed, {
      most,
      shrinkMs,
      print,
      take({ compared, sight, done }) {
        sum = add(sum, count(compared))
        for (const { where, command, refused } of done.slice(told))
          print(`  done on ${where}: ${command}${refused === null ? '' : ` (refused: ${refused})`}`)
        told = done.length
        const differ = compared.filter(({ judgement }) => judgement.kind !== 'agreed')
        for (const one of differ) print(disagreementLine(one))
        if (differ.length === 0) return
        report.write(JSON.stringify({ seed, topology: sight.topology }))
        for (const one of differ) report.write(JSON.stringify(one))
      },
    })
    for (const line of tallyLines(`random_${seed}`, sum)) print(line)
    all = add(all, sum)
    if (found === null) continue
    const name = `seed-${seed}`
    keepRegression(regressions, name, found)
    print(`  kept as ${name}: ${JSON.stringify(found.ground)}`)
    print(disagreementLine(found.one))
  }
  return all
}
