import './choose-check-lab.ts'

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { applyScenario } from './apply-scenario.ts'
import { trackedProcesses } from './cgroups.ts'
import { startChecklist } from './checklist.ts'
import { down, labRemains } from './down.ts'
import { enginePid, engineState, freezeEngine, killEngine, startEngine, stopEngine, thawEngine } from './engine.ts'
import { tellEngine } from './engine-request.ts'
import { enterArgv, enteredProcess, exec, insideEnvironment } from './enter.ts'
import { hostAddresses } from './host-addresses.ts'
import { inspectContainers, readLinks, readNamespaceFiles } from './inspect-host.ts'
import { underlay } from './lab-paths.ts'
import { memberHolder, requireMember } from './member.ts'
import { plantedSecretValues, swarmSecretValue } from './planted-secrets.ts'
import { isAlive, readProcessStat } from './process-identity.ts'
import { scenarios } from './scenario-list.ts'
import { checkSwarm } from './selfcheck-swarm.ts'
import { engineVersion } from './status.ts'
import { up } from './up.ts'
import { verifyScenario } from './verify-scenario.ts'
import { waitUntil } from './wait-until.ts'

const wanted = { hosts: 2, engines: { host2: 'sid' } } as const
const hosts = ['host1', 'host2']
const { check, conclude } = startChecklist()

await down()

await check('two hosts come up from nothing, with engines of two generations', async () => {
  await up(wanted)
  assert.notEqual(await engineVersion('host1'), await engineVersion('host2'))
})

await check('a second up changes nothing', async () => {
  const before = hosts.map(enginePid)
  await up(wanted)
  assert.deepEqual(hosts.map(enginePid), before)
})

await check('the hosts reach each other over the underlay, in IPv4 and IPv6', async () => {
  const { v4, v6 } = hostAddresses('host2')
  for (const address of [v4, v6]) await exec('host1', ['ping', '-c', '1', '-W', '2', address])
})

await Promise.all(hosts.map(checkHost))

await check('up mends a host whose first process was killed', async () => {
  process.kill(requireMember('host1').pid, 'SIGKILL')
  await waitUntil('host1 is gone', () => memberHolder('host1') === null)
  await up(wanted)
  await exec('host1', ['docker', 'run', '--rm', 'portolan/busybox:1', 'true'])
})

await check('up mends a lab whose switch was killed', async () => {
  process.kill(requireMember(underlay).pid, 'SIGKILL')
  await waitUntil('the switch is gone', () => memberHolder(underlay) === null)
  await up(wanted)
  await exec('host1', ['ping', '-c', '1', '-W', '2', hostAddresses('host2').v4])
})

for (const moment of [450, 600, 800]) {
  await check(`up mends what an up killed after ${moment} ms left`, async () => {
    await down()
    const cli = spawn(
      process.execPath,
      [...process.execArgv, join(import.meta.dirname, 'cli.ts'), 'up', '--hosts', '2'],
      {
        stdio: 'ignore',
        timeout: moment,
        killSignal: 'SIGKILL',
      },
    )
    await once(cli, 'exit')
    await up(wanted)
    await exec('host2', ['docker', 'run', '--rm', 'portolan/busybox:1', 'true'])
  })
}

await checkSwarm(check, resolve(import.meta.dirname, '../..'))

await check('down leaves nothing behind: no process with its namespaces, no mount, cgroup or folder', async () => {
  const processes = trackedProcesses().flatMap((pid) => readProcessStat(pid) ?? [])
  assert.ok(processes.length > 0)
  await down()
  assert.deepEqual(labRemains(), [])
  for (const process of processes) assert.equal(isAlive(process), false, `process ${process.pid} has ended`)
})

process.exitCode = conclude()

/** What one host can, whatever the other does. */
async function checkHost(host: string): Promise<void> {
  await check(`${host}: Node runs inside, under the host's name`, async () => {
    const said = await exec(host, [process.execPath, '-p', 'os.hostname() + " " + process.version'])
    assert.equal(said.trim(), `${host} ${process.version}`)
  })

  await check(`${host}: a program inside ends when the nsenter before it is killed`, async () => {
    const [program = '', ...words] = [...enterArgv(host), 'sleep', '600']
    const child = spawn(program, words, { stdio: 'ignore', env: insideEnvironment })
    await once(child, 'spawn')
    const inside = await enteredProcess(host, child.pid ?? 0)
    await waitUntil('sleep has started', () => readProcessStat(inside)?.name === 'sleep')
    child.kill('SIGKILL')
    await waitUntil('sleep has ended', () => readProcessStat(inside) === null)
  })

  for (const scenario of scenarios) {
    if (scenario.kind !== 'planned' || scenario.kernel === 'debian') continue
    await check(`${host}: ${scenario.name} is in engine and kernel, also when made twice`, async () => {
      await applyScenario(host, scenario.name)
      await verifyScenario(host, scenario)
      await applyScenario(host, scenario.name)
      await verifyScenario(host, scenario)
    })
    await check(`${host}: ${scenario.name} answers on its published port`, () => answersFromOutside(host))
  }

  await check(`${host}: many makes as many as asked for`, async () => {
    await applyScenario(host, 'many', { containers: 12, networks: 4 })
    const containers = await inspectContainers(host)
    assert.equal(containers.length, 12)
    assert.ok(containers.every(({ State }) => State.Status === 'running'))
  })

  await check(
    `${host}: in deployment-models the NIC is a port of the mapped bridge, and its container reaches the underlay`,
    async () => {
      await applyScenario(host, 'deployment-models')
      const nic = (await readLinks(host)).find(({ ifname }) => ifname === 'eth1')
      assert.equal(nic?.master, 'br-mapped')
      await exec(host, ['docker', 'exec', 'legacy', 'ping', '-c', '1', '-W', '2', hostAddresses(host).gateway4])
    },
  )

  await check(
    `${host}: a host and its macvlan child do not reach each other, though both reach the switch`,
    async () => {
      const { v4, gateway4 } = hostAddresses(host)
      await exec(host, ['docker', 'exec', 'scanner', 'ping', '-c', '1', '-W', '2', gateway4])
      await assert.rejects(exec(host, ['docker', 'exec', 'scanner', 'ping', '-c', '1', '-W', '1', v4]))
    },
  )

  await check(`${host}: names resolve inside the user network`, async () => {
    const said = await exec(host, ['docker', 'exec', 'api', 'nslookup', 'database'])
    assert.match(said, /172\.31\.10\.53/)
  })

  await check(`${host}: the planted secrets are there to be found`, async () => {
    const ids = (await inspectContainers(host)).map(({ Id }) => Id)
    const all = await Promise.all(ids.map((id) => tellEngine(host, `/containers/${id}/json`)))
    const planted = plantedSecretValues.filter((secret) => secret !== swarmSecretValue)
    for (const secret of planted) assert.ok(all.join().includes(secret), secret)
  })

  await check(`${host}: a killed engine leaves namespaces and containers alone, and finds them again`, async () => {
    const before = await snapshot(host)
    const pid = enginePid(host)
    await killEngine(host)
    assert.equal(engineState(host), 'stopped')
    assert.deepEqual(await readNamespaceFiles(host), before.namespaces)
    await startEngine(host)
    assert.notEqual(enginePid(host), pid)
    assert.deepEqual(await snapshot(host), before)
    await answersFromOutside(host)
  })

  await check(`${host}: a stopped engine does so too`, async () => {
    const before = await snapshot(host)
    await stopEngine(host)
    await startEngine(host)
    assert.deepEqual(await snapshot(host), before)
  })

  await check(`${host}: a frozen engine holds its socket and says nothing, until it is thawed`, async () => {
    await freezeEngine(host)
    assert.equal(engineState(host), 'frozen')
    await assert.rejects(tellEngine(host, '/_ping', { timeoutMs: 500 }))
    await thawEngine(host)
    await tellEngine(host, '/_ping')
  })
}

async function answersFromOutside(host: string): Promise<void> {
  const script = `fetch("http://${hostAddresses(host).v4}:8080/").then((answer) => answer.text()).then(console.log)`
  const page = await exec(underlay, [process.execPath, '-e', script], { timeoutMs: 5_000 })
  assert.equal(page.trim(), 'It works.')
}

async function snapshot(host: string) {
  const containers = await inspectContainers(host)
  const states = containers.map(({ Name, State }) => `${Name} ${State.Status} ${State.Pid}`).sort()
  return { namespaces: await readNamespaceFiles(host), states }
}
