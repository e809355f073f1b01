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
  const lists = group.parts.filter((part) => part !== group.text)
  const failed = [...faults.keys()].filter((line) => line <= lists.length).length
  const broken = arrays.length + failed === lists.length ? null : failure(group.tool, output)
  // A batch whose last line ends the program says nothing of the others by its exit code.
  const exitCode = output.exitCode || 1
  let next = 0
  return group.parts.map((part, index) => {
    if (broken) return [part, broken]
    const fault = faults.get(index + 1)
    if (part === group.text)
      return [part, lastOf(group, output, fault ?? (faults.size === 0 && output.exitCode !== 0 ? output.stderr : null))]
    if (fault !== undefined) return [part, failure(group.tool, { ...output, exitCode, stderr: fault })]
    return [part, { state: 'read', text: arrays[next++] ?? '' }]
  })
}

/** The lines that are no array. A kernel without IPsec has nothing to tell of it. */
function lastOf(group: NamespaceGroup, output: GroupOutput, fault: string | null): PartText {
  if (/protocol not supported/i.test(output.stderr)) return { state: 'skipped' }
  if (fault !== null) return failure(group.tool, { ...output, exitCode: output.exitCode || 1, stderr: fault })
  const lines = output.stdout.split('\n').filter((line) => !line.startsWith('['))
  return { state: 'read', text: lines.join('\n').trim() }
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
