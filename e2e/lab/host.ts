import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { engineState, startEngine, thawEngine } from './engine.ts'
import { execToEnd } from './enter.ts'
import { hostAddresses } from './host-addresses.ts'
import { type HostConfig, isSameConfig, readHostConfig, writeHostConfig } from './host-config.ts'
import { ensureImages } from './image.ts'
import { dataFolder, labName, runFolder, shareFolder } from './lab-paths.ts'
import { holdMember, memberHolder, removeMember } from './member.ts'
import { nodePaths } from './node-paths.ts'
import { sidRoot } from './sid-root.ts'
import { hostNics, unwireHost, wireHost } from './underlay.ts'

/** Brings one host into the state that was asked for, and says what had to be done for it. */
export async function ensureHost(host: string, config: HostConfig): Promise<'made' | 'started' | 'was up'> {
  if (await isWhole(host, config)) {
    const before = engineState(host)
    if (before === 'frozen') await thawEngine(host)
    await startEngine(host)
    await ensureImages(host)
    return before === 'running' ? 'was up' : 'started'
  }
  return remakeHost(host, config)
}

/** Makes a host anew, whatever there is of it. */
export async function remakeHost(host: string, config: HostConfig): Promise<'made'> {
  await removeHost(host)
  await makeHost(host, config)
  return 'made'
}

/** Ends a host with all that runs on it and removes all that it kept. */
export async function removeHost(host: string): Promise<void> {
  await unwireHost(host)
  await removeMember(host)
}

async function makeHost(host: string, config: HostConfig): Promise<void> {
  const root = config.engine === 'sid' ? sidRoot.folder : '/'
  mkdirSync(shareFolder(host), { recursive: true })
  chmodSync(shareFolder(host), 0o777)
  mkdirSync(dataFolder(host), { recursive: true })
  writeHostConfig(host, config)
  writeEtc(host)
  const node = root === '/' ? [] : await nodePaths(root, config.node)
  await holdMember(host, [root, dataFolder(host), config.repository, ...node])
  await wireHost(host)
  await startEngine(host)
  await ensureImages(host)
}

async function isWhole(host: string, config: HostConfig): Promise<boolean> {
  const asked = readHostConfig(host)
  if (memberHolder(host) === null || asked === null || !isSameConfig(asked, config)) return false
  // What an interrupted run left may end while it is looked at.
  const links = await execToEnd(host, ['ip', '-o', 'link', 'show', 'type', 'veth'])
  return links.code === 0 && hostNics.every((nic) => links.stdout.includes(` ${nic}@`))
}

/** What makes a host one of its own: name, identity, names of its peers, and no resolver but the switch's address. */
function writeEtc(host: string): void {
  const folder = join(runFolder(host), 'etc')
  mkdirSync(folder, { recursive: true })
  const { gateway4, v4, v6 } = hostAddresses(host)
  const identity = createHash('md5').update(`${labName} ${host}`).digest('hex')
  const files = {
    hostname: `${host}\n`,
    'machine-id': `${identity}\n`,
    hosts: `127.0.0.1 localhost\n::1 localhost ip6-localhost\n${v4} ${host}\n${v6} ${host}\n`,
    'resolv.conf': `nameserver ${gateway4}\n`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}
