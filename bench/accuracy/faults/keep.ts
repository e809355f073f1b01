import { exec } from '../../../e2e/lab/enter.ts'
import { requireMember } from '../../../e2e/lab/member.ts'
import { run } from '../../../e2e/lab/run.ts'
import { devicesIn, inside } from '../inside.ts'
import type { Undo } from './fault.ts'

/** The host's rules as they are now, by the host's own tools; undoing puts exactly these back. */
export async function keepRules(host: string, tool: 'iptables' | 'ip6tables' = 'iptables'): Promise<Undo> {
  const saved = await exec(host, [`${tool}-save`])
  return async () => {
    await exec(host, [`${tool}-restore`], { input: saved })
    const { pid } = requireMember(host)
    await dropTables(`/proc/${pid}/ns/net`, tool, saved, await exec(host, [`${tool}-save`]))
  }
}

/** A namespace's rules, by this machine's tools. */
export async function keepRulesIn(file: string): Promise<Undo> {
  const saved = await inside(file, 'iptables-save')
  return async () => {
    await run(['nsenter', `--net=${file}`, '--', 'iptables-restore'], { input: saved })
    await dropTables(file, 'iptables', saved, await inside(file, 'iptables-save'))
  }
}

/** A table that was not there before is emptied by no restore. */
async function dropTables(file: string, tool: 'iptables' | 'ip6tables', before: string, after: string): Promise<void> {
  const known = new Set(tablesOf(before))
  const family = tool === 'iptables' ? 'ip' : 'ip6'
  for (const table of tablesOf(after).filter((name) => !known.has(name)))
    await inside(file, 'nft', 'delete', 'table', family, table)
}

const tablesOf = (saved: string): string[] => [...saved.matchAll(/^\*(\S+)/gm)].map(([, name = '']) => name)

/** A namespace's IPv4 routes of the main table. */
export async function keepRoutes(file: string): Promise<Undo> {
  const saved = await inside(file, 'ip', '-4', 'route', 'show', 'table', 'main')
  const lines = saved.split('\n').filter((line) => line.trim() !== '')
  // A route through a gateway wants the connected one first.
  const ordered = [
    ...lines.filter((line) => !line.includes(' via ')),
    ...lines.filter((line) => line.includes(' via ')),
  ]
  return async () => {
    await inside(file, 'ip', '-4', 'route', 'flush', 'table', 'main')
    for (const line of ordered)
      await inside(
        file,
        'ip',
        '-4',
        'route',
        'append',
        ...line
          .trim()
          .split(/\s+/)
          .filter((word) => word !== 'linkdown'),
      )
  }
}

/** Sets a kernel knob and hands back what sets it as it was. */
export async function setKnob(file: string, name: string, value: string): Promise<Undo> {
  const before = (await inside(file, 'sysctl', '-n', name)).trim()
  await inside(file, 'sysctl', '-q', '-w', `${name}=${value}`)
  return async () => void (await inside(file, 'sysctl', '-q', '-w', `${name}=${before}`))
}

/** The MTU of every interface in these namespaces: that of a macvlan goes down with its parent's, and not up again. */
export async function keepMtus(files: readonly string[]): Promise<Undo> {
  const before = await Promise.all(files.map(devicesIn))
  return async () => {
    for (const [index, file] of files.entries())
      for (const { ifname, mtu } of await devicesIn(file)) {
        const was = before[index]?.find((device) => device.ifname === ifname)?.mtu ?? mtu
        if (was !== mtu) await inside(file, 'ip', 'link', 'set', ifname, 'mtu', `${was}`)
      }
  }
}
