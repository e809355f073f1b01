// @ts-check
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setImmediate as nextRound } from 'node:timers/promises'

/**
 * What the lab and the browser need, and how to see that it is there: a program on the PATH (any build of it counts) or a file.
 * @type {{ package: string, program?: string, file?: string }[]}
 */
const needed = [
  { package: 'docker.io', program: 'dockerd' },
  { package: 'docker.io', program: 'docker' },
  { package: 'iptables', program: 'iptables' },
  { package: 'nftables', program: 'nft' },
  { package: 'iproute2', program: 'ip' },
  { package: 'iputils-ping', program: 'ping' },
  { package: 'util-linux', program: 'nsenter' },
  { package: 'bridge-utils', program: 'brctl' },
  { package: 'conntrack', program: 'conntrack' },
  { package: 'busybox-static', program: 'busybox' },
  { package: 'openssh-server', program: 'sshd' },
  { package: 'debootstrap', program: 'debootstrap' },
  { package: 'chromium', program: 'chromium' },
  { package: 'fonts-dejavu-core', file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' },
]

const policy = '/usr/sbin/policy-rc.d'
const interrupts = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * The Debian packages that are missing here.
 * @returns {string[]}
 */
export function missingPackages() {
  const missing = needed.filter((need) => !(need.program ? isProgram(need.program) : existsSync(need.file ?? '')))
  return [...new Set(missing.map((need) => need.package))]
}

/**
 * Why packages cannot be installed here, or null when they can.
 * @returns {string | null}
 */
export function whyNotInstall() {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return 'this is not Debian'
  if (process.getuid?.() !== 0) return 'this is not root'
  return isProgram('apt-get') ? null : 'there is no apt-get'
}

/**
 * Installs packages with every service refused, so that nothing starts beside the machine's own engine. Ctrl+C ends apt-get; this process ends after
 * services are allowed again.
 * @param {string[]} packages
 * @param {(line: string) => void} say
 * @throws {Error} when apt-get fails
 */
export async function installPackages(packages, say) {
  say(`Installing Debian packages: ${packages.join(' ')}`)
  /** @type {NodeJS.Signals | null} */
  let told = null
  const hold = (/** @type {NodeJS.Signals} */ signal) => {
    told = signal
  }
  for (const signal of interrupts) process.on(signal, hold)
  const restore = refuseServices()
  try {
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', ...packages])
  } finally {
    restore()
    // What came while apt-get ran is heard in the next round of the event loop.
    await nextRound()
    await nextRound()
    for (const signal of interrupts) process.off(signal, hold)
    if (told) process.kill(process.pid, told)
  }
}

/** Exit code 101 of policy-rc.d forbids every start of a service (invoke-rc.d(8)); an existing file is put back afterwards. */
function refuseServices() {
  const before = existsSync(policy) ? readFileSync(policy) : null
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  return () => (before ? writeFileSync(policy, before, { mode: 0o755 }) : rmSync(policy))
}

/** @param {string[]} args */
function apt(args) {
  const run = spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (run.status !== 0) throw new Error(`apt-get ${args[0]} ended with ${run.error?.message ?? `code ${run.status}`}`)
}

/** @param {string} name */
function isProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
