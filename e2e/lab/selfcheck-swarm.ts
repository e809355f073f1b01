import assert from 'node:assert/strict'
import { applySwarmScenario } from './apply-swarm-scenario.ts'
import { awaitServices } from './await-services.ts'
import { ensureBaseImages } from './base-image.ts'
import { plugCable, pullCable, startRouter, stopRouter } from './cable.ts'
import { activateNode, drainNode, removeNode, setNodeRole } from './change-node.ts'
import type { Checklist } from './checklist.ts'
import { dockerfileBases } from './dockerfile-bases.ts'
import { tellEngine } from './engine-request.ts'
import { exec, execToEnd } from './enter.ts'
import { hostAddresses } from './host-addresses.ts'
import { inspectContainers } from './inspect-host.ts'
import { readNodes, readServices, readTasks } from './inspect-swarm.ts'
import { plantedSecretValues, swarmSecretValue } from './planted-secrets.ts'
import { scenarios } from './scenario-list.ts'
import { shareImage } from './share-image.ts'
import { isManager, leaveSwarm, rejoinSwarm, swarmNodeId } from './swarm-membership.ts'
import { up } from './up.ts'
import { verifySwarmScenario } from './verify-swarm-scenario.ts'
import { waitUntil } from './wait-until.ts'

const hosts = ['host1', 'host2', 'host3', 'host4']
const manager = 'host1'

/** The part of the lab's own check that needs many hosts; it leaves four behind. */
export async function checkSwarm(check: Checklist['check'], repository: string): Promise<void> {
  await up({ hosts: 4, engines: { host2: 'machine', host4: 'sid' } })
  await checkImages(check, repository)
  for (const scenario of scenarios) {
    if (scenario.kind !== 'swarm') continue
    await check(`${scenario.name} is in managers, engines and kernel`, async () => {
      await applySwarmScenario(hosts, scenario.name)
      await verifySwarmScenario(hosts, scenario)
    })
    if (scenario.name === 'swarm-shop') await checkShop(check)
    else await checkZones(check)
  }
}

async function checkImages(check: Checklist['check'], repository: string): Promise<void> {
  await check('docker compose runs on a host of Debian sid', async () => {
    const file = 'services: { page: { image: "shop/web:1", command: ["sleep", "600"] } }'
    await exec('host4', ['docker', 'compose', '--project-name', 'trial', '--file', '-', 'up', '--detach'], {
      input: file,
    })
    assert.deepEqual(
      (await inspectContainers('host4')).map(({ Name }) => Name),
      ['/trial-page-1'],
    )
  })

  await check('the stand-in for the base image installs the locked dependencies with no way out', async () => {
    await ensureBaseImages('host1')
    const script = `
      for tool in ip bridge iptables-save nft nsenter ps; do command -v $tool || exit 1; done
      cp /source/package*.json /source/.npmrc . && npm ci --omit=dev --ignore-scripts && ls node_modules`
    const [image = ''] = dockerfileBases(`${repository}/Dockerfile`)
    const mounts = ['--volume', `${repository}:/source:ro`, '--workdir', '/trial']
    const said = await exec('host1', ['docker', 'run', '--rm', ...mounts, image, 'sh', '-c', script])
    for (const name of ['next', 'zod']) assert.match(said, new RegExp(`^${name}$`, 'm'))
  })

  await check('an image of one host can be given to others', async () => {
    await exec('host1', ['docker', 'tag', 'portolan/busybox:1', 'trial:1'])
    await shareImage('trial:1', 'host1', ['host2', 'host4'])
    for (const host of ['host2', 'host4']) await tellEngine(host, '/images/trial:1/json')
  })
}

async function checkShop(check: Checklist['check']): Promise<void> {
  await check('containers on an overlay reach each other over hosts, by name', async () => {
    await exec('host4', ['docker', 'exec', 'debug-shell', 'ping', '-c', '1', '-W', '2', 'bastion'])
    const [exporter] = (await inspectContainers('host1')).filter(({ Name }) => Name.startsWith('/monitoring_exporter.'))
    assert.ok(exporter)
    const addresses = await exec('host1', ['docker', 'exec', exporter.Id, 'nslookup', 'tasks.exporter'])
    const others = addresses.match(/10\.20\.4\.\d+/g) ?? []
    assert.ok(others.length >= hosts.length)
    for (const address of others) {
      const ask = `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 2 ${address} 9100`
      assert.match(await exec('host1', ['docker', 'exec', exporter.Id, 'sh', '-c', ask]), /It works/)
    }
  })

  await check('the planted secrets are there to be found, in a swarm too', async () => {
    const told = [await tellEngine(manager, '/services')]
    for (const host of hosts) {
      for (const { Id } of await inspectContainers(host)) told.push(await tellEngine(host, `/containers/${Id}/json`))
    }
    const all = told.join()
    for (const secret of plantedSecretValues) assert.equal(all.includes(secret), secret !== swarmSecretValue, secret)
  })

  await check('a drained host gives its tasks to others, and may have some again', async () => {
    await drainNode('host3', manager)
    await awaitServices(manager)
    const id = await swarmNodeId('host3')
    const there = (await readTasks(manager)).filter((task) => task.NodeID === id && task.Status.State === 'running')
    assert.deepEqual(there, [])
    await activateNode('host3', manager)
    await awaitServices(manager)
  })

  await check('a worker becomes a manager and a worker again', async () => {
    await setNodeRole('host4', 'manager', manager)
    assert.equal(await isManager('host4'), true)
    await setNodeRole('host4', 'worker', manager)
    assert.equal(await isManager('host4'), false)
  })

  await check('a host that leaves and joins again leaves a node behind, which can be removed', async () => {
    const before = await swarmNodeId('host4')
    assert.ok(before)
    await leaveSwarm('host4')
    await rejoinSwarm('host4', 'worker', manager)
    const nodes = (await readNodes(manager)).filter(({ Description }) => Description.Hostname === 'host4')
    assert.equal(nodes.length, 2)
    await removeNode(before, manager)
    assert.equal((await readNodes(manager)).length, hosts.length)
  })

  await check('a host with its cable pulled is out of reach, and its engine answers its own', async () => {
    await pullCable('host4')
    assert.equal(await pings('host1', 'host4'), false)
    await tellEngine('host4', '/_ping')
    await plugCable('host4')
    await waitUntil('host4 is reached again', () => pings('host1', 'host4'))
  })
}

async function checkZones(check: Checklist['check']): Promise<void> {
  await check('a packet between the zones passes the router', async () => {
    const [near, far] = [hostAddresses('host1'), hostAddresses('host4')]
    assert.notEqual(near.subnet4, far.subnet4)
    const { stdout } = await execToEnd('host1', ['ping', '-c', '1', '-W', '2', '-t', '1', far.v4])
    assert.match(stdout, new RegExp(`From ${near.gateway4.replaceAll('.', '\\.')}.*Time to live exceeded`))
    await exec('host1', ['ping', '-c', '1', '-W', '2', far.v6])
  })

  await check('a spread service has as many tasks in one zone as in the other', async () => {
    const service = (await readServices(manager)).find(({ Spec }) => Spec.Name === 'geo_edge')
    const nodes = await readNodes(manager)
    const zones = (await readTasks(manager))
      .filter(({ ServiceID, Status }) => ServiceID === service?.ID && Status.State === 'running')
      .map(({ NodeID }) => nodes.find(({ ID }) => ID === NodeID)?.Spec.Labels?.zone)
    assert.deepEqual(zones.sort(), ['a', 'a', 'b', 'b'])
  })

  await check('with the router stopped each zone is on its own', async () => {
    await stopRouter()
    assert.equal(await pings('host1', 'host4'), false)
    assert.equal(await pings('host3', 'host4'), true)
    await startRouter()
    await waitUntil('the zones reach each other again', () => pings('host1', 'host4'))
  })
}

async function pings(from: string, to: string): Promise<boolean> {
  return (await execToEnd(from, ['ping', '-c', '1', '-W', '1', hostAddresses(to).v4])).code === 0
}
