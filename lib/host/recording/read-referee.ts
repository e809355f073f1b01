import type { NamespaceRef } from '../host-source.ts'
import { openNamespace } from '../kernel/open-namespace.ts'
import { runTool } from '../run-tool.ts'

/** What a person would type in a namespace to see for himself. */
const refereeCommands = [
  'ip -j -d link show',
  'ip -j address show',
  'ip -j -4 route show table all',
  'ip -j -6 route show table all',
  'ip -j -4 rule show',
  'ip -j -6 rule show',
  'ip -j neighbour show',
  'bridge -j fdb show',
  'iptables-save',
  'ip6tables-save',
  'ss -H -l -n -t -u',
  'bridge vlan show',
  'cat /proc/net/ip_vs',
  'ip xfrm policy',
  'ip xfrm state list nokeys',
  'tc qdisc show',
] as const

/** The output of each of these commands in one namespace, each run apart: JSON as it is, all else as text. Null where a command failed. */
export async function readReferee(ref: NamespaceRef, path: string): Promise<Record<string, unknown> | null> {
  const opened = ref.isHost && ref.files.length === 0 ? null : await openNamespace(ref)
  if (opened?.ok === false) return null
  try {
    const outputs: Record<string, unknown> = {}
    for (const command of refereeCommands) outputs[command] = await runCommand(command, opened?.handle.fd ?? null, path)
    return outputs
  } finally {
    await opened?.handle.close()
  }
}

async function runCommand(command: string, fd: number | null, path: string): Promise<unknown> {
  let stdout = ''
  const shell = ['-c', command]
  const end = await runTool(
    {
      ...(fd === null
        ? { tool: 'sh', args: shell }
        : { tool: 'nsenter', args: ['--net=/proc/self/fd/3', '--', 'sh', ...shell], extraFd: fd }),
      deadlineMs: 10_000,
      onStdout(chunk) {
        stdout += chunk.toString()
        return stdout.length < 20_000_000
      },
      onStderr() {},
    },
    path,
  )
  if (end.kind !== 'exited' || end.exitCode !== 0) return null
  return / -j /.test(command) ? JSON.parse(stdout || '[]') : stdout
}
