import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { underlay } from '../../e2e/lab/lab-paths.ts'
import { requireMember } from '../../e2e/lab/member.ts'
import { run } from '../../e2e/lab/run.ts'
import { zoneWiring } from '../../e2e/lab/zone.ts'
import { endChild, linesOf } from './child-line.ts'
import type { Place } from './place.ts'

const { start4, start6, bridge } = zoneWiring.a
export const outsideAddresses = { v4: `${start4}200`, v6: `${start6}200` }
const port = 'outside-eth0'

export type OutsideClient = { place: Place; close: () => Promise<void> }

/** Something on the lab's switch that no agent reads: a namespace with a cable and addresses of its own, which goes with this process. */
export async function openOutsideClient(): Promise<OutsideClient> {
  const child = spawn(
    'unshare',
    ['--net', '--', 'setpriv', '--pdeathsig', 'KILL', '--', 'sh', '-c', 'echo $$; read -r _ || exit 0'],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const pid = await linesOf(child, 'the client outside')()
  const file = `/proc/${pid}/ns/net`
  const inside = (...argv: string[]) => run(['nsenter', `--net=${file}`, ...argv])
  const onSwitch = (...argv: string[]) => run(['nsenter', '-t', `${requireMember(underlay).pid}`, '-n', ...argv])
  await onSwitch('ip', 'link', 'add', port, 'type', 'veth', 'peer', 'eth0', 'netns', pid)
  await onSwitch('ip', 'link', 'set', port, 'master', bridge, 'up')
  await inside('ip', 'link', 'set', 'lo', 'up')
  await inside('ip', 'address', 'add', `${outsideAddresses.v4}/24`, 'dev', 'eth0')
  await inside('ip', 'address', 'add', `${outsideAddresses.v6}/64`, 'dev', 'eth0', 'nodad')
  await inside('ip', 'link', 'set', 'eth0', 'up')
  await inside('ip', 'route', 'add', 'default', 'via', `${start4}1`)
  await inside('ip', 'route', 'add', 'default', 'via', `${start6}1`)
  return {
    place: {
      kind: 'outside',
      label: 'outside',
      host: null,
      name: 'outside',
      from: outsideAddresses.v4,
      containerId: null,
      file,
      inode: statSync(file).ino,
      root: null,
    },
    async close() {
      await onSwitch('ip', 'link', 'delete', port)
      await endChild(child)
    },
  }
}
