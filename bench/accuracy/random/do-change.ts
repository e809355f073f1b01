import { execToEnd } from '../../../e2e/lab/enter.ts'
import { type RunResult, runToEnd } from '../../../e2e/lab/run.ts'
import type { Place } from '../place.ts'
import type { Change } from './random-ground.ts'
import type { Words } from './words-of-ground.ts'

export type Done = { where: string; command: string; refused: string | null }

/** Does one change on a host, command by command; what the kernel or the tool refuses is told and changes nothing. */
export async function doChange(
  { at, commands }: Change,
  host: string,
  places: readonly Place[],
  words: Words,
): Promise<Done[]> {
  const place = placeOf(at, host, places)
  const done: Done[] = []
  for (const template of commands) {
    let lacks: string | null = null
    const command = template.replace(/\{([\w.]+)\}/g, (braced: string, word: string) => {
      const found = words(word)
      if (found === undefined) lacks = `there is no ${word}`
      return found ?? braced
    })
    const where = place.label
    if (lacks === null) {
      const { code, stderr, stdout } = await runIn(place, host, command)
      done.push({ where, command, refused: code === 0 ? null : (stderr || stdout).trim().slice(0, 160) })
    } else done.push({ where, command, refused: lacks })
  }
  return done
}

function placeOf(at: Change['at'], host: string, places: readonly Place[]): Place {
  const own = places.filter((place) => place.host === host)
  const containers = own.filter(({ kind }) => kind === 'container')
  const found = at === 'host' ? own.find(({ kind }) => kind === 'host') : containers[at % containers.length]
  if (!found) throw new Error(`${host} has no place ${at}`)
  return found
}

/** Rules of the host by its own iptables, which writes what its engine reads. */
function runIn({ kind, file }: Place, host: string, command: string): Promise<RunResult> {
  if (command.startsWith('nft ')) {
    const input = `${command.slice('nft '.length).replaceAll('; ', ';\n')}\n`
    return runToEnd(['nsenter', `--net=${file}`, '--', 'nft', '-f', '-'], { input })
  }
  const argv = command.split(/\s+/)
  if (kind === 'host' && /^ip6?tables /.test(command)) return execToEnd(host, argv)
  return runToEnd(['nsenter', `--net=${file}`, '--', ...argv])
}
