import { PathReport } from '../../lib/api/path-contract.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { exec } from '../lab/enter.ts'
import { pathCommand } from '../path-command.ts'
import { expect, test } from '../portolan-test.ts'
import { processesOf } from '../processes-of.ts'

/** Neighbours age between two questions, and each reads anew. */
const withoutAge = (report: PathReport): unknown =>
  JSON.parse(
    JSON.stringify({ ...report, readAt: 0, reads: report.reads.map(({ namespaceId }) => namespaceId) }).replace(
      /\b(REACHABLE|STALE|DELAY|PROBE)\b/g,
      'AGE',
    ),
  )

test.describe('on the scenario policy', () => {
  test.beforeAll(async ({ host }) => {
    await applyScenario(host, 'policy')
  })

  for (const { from, to, code } of [
    { from: 'web', to: 'db:5432', code: 0 },
    { from: 'web', to: 'database:5432', code: 0 },
    { from: 'monitor', to: 'web', code: 0 },
    // Nobody listens.
    { from: 'web', to: 'db:5433', code: 1 },
    // Another bridge.
    { from: 'legacy-cron', to: 'db:5432', code: 1 },
  ]) {
    test(`from ${from} to ${to}: exit status ${code}, the verdict first, and the real packet agrees`, async ({
      host,
    }) => {
      const { code: status, stdout, firstLine } = await pathCommand(host, [from, to, '--probe'])
      expect({ status, stdout }).toMatchObject({ status: code })
      expect(firstLine).toMatch(code === 0 ? /^Delivered/ : /^(Refused|Dropped|Rejected) /)
      expect(stdout).toMatch(/^ {2}agrees: /m)
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    })
  }

  /** The web process lives outside of the host's network, where no command in it could ask. */
  test('the agent that runs is asked, never the web, and what it says is what the API says', async ({
    host,
    portolan,
  }) => {
    const settings = { PORTOLAN_AGENT_SOCKET: portolan.agentSocket }
    const { code, stdout } = await pathCommand(host, ['web', 'db', '--port', '5432', '--json'], settings)
    const answered = await fetch(`${portolan.url}/api/path?from=web&to=db&port=5432&fresh=1`)
    expect(code).toBe(0)
    const told = PathReport.parse(JSON.parse(stdout))
    expect(withoutAge(told)).toEqual(withoutAge(PathReport.parse(await answered.json())))
  })

  test('a bad question has status 2 and names what may have been meant, in JSON as the API does', async ({
    host,
    portolan,
  }) => {
    const settings = { PORTOLAN_AGENT_SOCKET: portolan.agentSocket }
    const asked = await pathCommand(host, ['wbe', 'db', '--port', '5432'], settings)
    expect(asked).toMatchObject({ code: 2, stdout: '' })
    expect(asked.stderr).toMatch(/^Perhaps: .*\bweb\b/m)
    const json = await pathCommand(host, ['wbe', 'db', '--port', '5432', '--json'], settings)
    const answered = await fetch(`${portolan.url}/api/path?from=wbe&to=db&port=5432`)
    expect(json.code).toBe(2)
    expect(JSON.parse(json.stdout)).toEqual(await answered.json())
    for (const port of ['70000', '0', 'http'])
      expect((await pathCommand(host, ['web', 'db', '--port', port], settings)).code).toBe(2)
    expect((await pathCommand(host, ['web', 'db', '--loud'], settings)).code).toBe(2)
    expect((await pathCommand(host, ['web'], settings)).code).toBe(2)
  })

  test('an agent that is named and does not answer is not replaced by another, and nothing is known', async ({
    host,
  }) => {
    const settings = { PORTOLAN_AGENT_SOCKET: '/run/nowhere/agent.sock' }
    const { code, stdout, stderr } = await pathCommand(host, ['web', 'db', '--port', '5432'], settings)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('/run/nowhere/agent.sock')
  })

  test('from a container of one family to an address of the other there is no way, and it says so', async ({
    host,
    portolan,
  }) => {
    const settings = { PORTOLAN_AGENT_SOCKET: portolan.agentSocket }
    const { code, firstLine } = await pathCommand(host, ['web', '[2001:db8:51::11]:80'], settings)
    expect({ code, firstLine }).toMatchObject({ code: 1, firstLine: expect.stringMatching(/^No route on web/) })
  })

  test('what lies outside has status 3, and no packet goes there', async ({ host, portolan }) => {
    const settings = { PORTOLAN_AGENT_SOCKET: portolan.agentSocket }
    const { code, stdout } = await pathCommand(host, ['web', '192.0.2.77:443', '--probe'], settings)
    expect({ code, stdout }).toMatchObject({ code: 3 })
    expect(stdout).toMatch(/^ {2}Not sent: .* 192\.0\.2\.77/m)
  })

  test('a rule that drops is named in the first lines, and the packet bears it out', async ({ host }) => {
    const rule = ['PREROUTING', '-p', 'tcp', '--dport', '8080', '-j', 'DROP']
    const asked = () => pathCommand(host, ['monitor', `host:${host}`, '--port', '8080', '--probe'])
    await exec(host, ['iptables', '-t', 'raw', '-I', ...rule])
    try {
      const dropped = await asked()
      expect(dropped).toMatchObject({ code: 1, firstLine: expect.stringMatching(/^Dropped on /) })
      expect(dropped.stdout.split('\n\n')[0]).toContain('-A PREROUTING -p tcp')
      expect(dropped.stdout).toMatch(/^ {2}agrees: /m)
    } finally {
      await exec(host, ['iptables', '-t', 'raw', '-D', ...rule])
    }
    expect((await asked()).code).toBe(0)
  })

  test('without an agent it looks for itself, leaves nothing behind, and sends nothing where that is off', async ({
    host,
  }) => {
    const before = await processesOf(host)
    const { code, stdout } = await pathCommand(host, ['web', 'db', '--probe'], { PORTOLAN_PROBE: 'off' })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {2}Not sent: .* switched\s+off/m)
    const after = await processesOf(host)
    const left = after.filter(({ pid }) => !before.some((old) => old.pid === pid))
    expect(left.filter(({ command }) => /agent\.js|probe-runner|path-command/.test(command))).toEqual([])
  })
})

test.describe('on the scenario deployment-models', () => {
  test.beforeAll(async ({ host }) => {
    await applyScenario(host, 'deployment-models')
  })

  for (const { from, to, code } of [
    { from: 'worker', to: 'keys:6379', code: 0 },
    { from: 'api', to: 'shop-api:3000', code: 0 },
    { from: 'api-sidecar', to: 'db:5432', code: 0 },
    { from: 'HOST', to: 'edge:80', code: 0 },
    { from: 'api', to: 'keys:6379', code: 1 },
    // A macvlan does not reach its own host.
    { from: 'HOST', to: 'scanner', code: 1 },
    { from: 'batch', to: 'db:5432', code: 1 },
  ]) {
    test(`from ${from} to ${to}: exit status ${code}, and the real packet agrees`, async ({ host }) => {
      const { code: status, stdout } = await pathCommand(host, [from.replace('HOST', `host:${host}`), to, '--probe'])
      expect({ status, stdout }).toMatchObject({ status: code })
      expect(stdout).toMatch(/^ {2}agrees: /m)
    })
  }

  test('a container that ended reaches nothing, and says so', async ({ host }) => {
    const { code, firstLine } = await pathCommand(host, ['migration', 'db:5432'])
    expect(code).toBe(1)
    expect(firstLine).toContain('migration')
  })
})
