import type { FailureCode } from '../../model/failure-code.ts'
import { excerpt } from '../excerpt.ts'
import type { NamespacePart, PartText } from '../host-source.ts'
import type { GroupOutput } from './group-output.ts'
import type { NamespaceGroup } from './namespace-groups.ts'

/** Exit codes by which the namespace script itself speaks: the part is not there to be read, or may not be. */
const notThere = 120
const notAllowed = 121

/** What a group's output says of each of its parts. */
export function parseGroup(group: NamespaceGroup, output: GroupOutput): [NamespacePart, PartText][] {
  if (group.parts.length > 1) return splitBatch(group, output)
  return group.parts.map((part) => [part, parseSingle(group, output)])
}

function parseSingle(group: NamespaceGroup, output: GroupOutput): PartText {
  if (output.exitCode === 0) {
    return { state: 'read', text: group.name === 'sysctls' ? formatSysctls(output.stdout) : output.stdout }
  }
  return output.exitCode === notThere ? { state: 'skipped' } : failure(group.tool, output)
}

/** A batch prints one array for each line that went well; stderr says `Command failed -:3` for the third when it did not. */
function splitBatch(group: NamespaceGroup, output: GroupOutput): [NamespacePart, PartText][] {
  const arrays = output.stdout.split('\n').filter((line) => line.startsWith('['))
  const faults = findFaults(output.stderr)
  if (arrays.length + faults.size !== group.parts.length) {
    const broken = failure(group.tool, output)
    return group.parts.map((part) => [part, broken])
  }
  let next = 0
  return group.parts.map((part, index) => {
    const fault = faults.get(index + 1)
    if (fault !== undefined) return [part, failure(group.tool, { ...output, stderr: fault })]
    return [part, { state: 'read', text: arrays[next++] ?? '' }]
  })
}

function findFaults(stderr: string): Map<number, string> {
  const faults = new Map<number, string>()
  let said = ''
  for (const line of stderr.split('\n')) {
    const number = /^Command failed .*:(\d+)$/.exec(line)?.[1]
    if (number === undefined) said += `${line}\n`
    else {
      faults.set(Number(number), said)
      said = ''
    }
  }
  return faults
}

function failure(tool: string, { exitCode, stderr }: GroupOutput): PartText {
  const said = excerpt(stderr)
  const because = said === '' ? '' : `: ${said}`
  const failed = (code: FailureCode, reason: string): PartText => ({ state: 'failed', code, reason })
  if (exitCode === 127) return failed('tool-missing', `${tool} is not installed`)
  if (exitCode === notAllowed || /not permitted|permission denied/i.test(stderr)) {
    return failed('no-right', `${tool} was refused${because}`)
  }
  if (exitCode > 128) return failed('failed', `${tool} crashed with signal ${exitCode - 128}${because}`)
  return failed('failed', `${tool} ended with code ${exitCode}${because}`)
}

/** `ipv4/conf/eth0.5/forwarding:1` as sysctl(8) writes it: `net.ipv4.conf.eth0/5.forwarding = 1`. */
function formatSysctls(text: string): string {
  return text.replace(/^([^:\n]+):(.*)$/gm, (_line, path: string, value: string) => {
    const key = path.replace(/[./]/g, (sign) => (sign === '/' ? '.' : '/'))
    return `net.${key} = ${value}`
  })
}
