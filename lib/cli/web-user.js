// @ts-check
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isOpenToAll, makeRunFolder, placesForRun, removeRunFolder } from './run-folder.js'

/** `nobody` and its group, by number: the name differs between systems. */
export const nobody = 65_534

/** Before a command: it runs as nobody, with no capability and none to be had. */
const unprivileged = [
  'setpriv',
  `--reuid=${nobody}`,
  `--regid=${nobody}`,
  '--clear-groups',
  '--inh-caps=-all',
  '--bounding-set=-all',
  '--no-new-privs',
]

/**
 * Files of the person's that the web process reads.
 * @typedef {{ tokenFile: string | null, secretFile: string | null }} Secrets
 */

/**
 * Where and how the web process runs apart from the agent.
 * @typedef {object} WebPlace
 * @property {string} folder the run's own folder, to be removed at its end
 * @property {string[]} argv starts the web server
 * @property {string} cwd
 * @property {string} socketFolder where the agents shall listen
 * @property {number | null} socketGroup who besides an agent may speak to it; null for nobody else
 * @property {Secrets} secrets
 * @property {boolean} unprivileged another user than the agent, without capabilities
 * @property {string} words for a person
 */

/**
 * Copies the standalone build to where nobody can read it, and tries that it can.
 * @param {string} root
 * @param {Secrets} secrets
 * @returns {{ ok: true, place: WebPlace } | { ok: false, reason: string }}
 */
export function preparePlaceForNobody(root, secrets) {
  const reasons = []
  for (const base of placesForRun(true)) {
    const folder = makeRunFolder(base, true)
    try {
      const place = fillPlace(folder, root, secrets)
      const problem = tryAsNobody(place.argv)
      if (!problem) return { ok: true, place }
      reasons.push(`${base}: ${problem}`)
    } catch (error) {
      reasons.push(`${base}: ${error instanceof Error ? error.message : error}`)
    }
    removeRunFolder(folder)
  }
  return { ok: false, reason: reasons.join('; ') || 'no folder is open to other users' }
}

/**
 * @param {string} folder
 * @param {string} root
 * @param {Secrets} secrets
 * @returns {WebPlace}
 */
function fillPlace(folder, root, secrets) {
  const web = join(folder, 'web')
  cpSync(join(root, '.next/standalone'), web, { recursive: true, verbatimSymlinks: true })
  openForReading(web)
  // Only nobody's group may pass to the agents' sockets, whatever the umask is.
  const agentFolder = join(folder, 'agent')
  mkdirSync(agentFolder, { mode: 0o700 })
  chownSync(agentFolder, 0, nobody)
  chmodSync(agentFolder, 0o710)
  return {
    folder,
    argv: [...unprivileged, nodeFor(folder), join(web, 'server.js')],
    cwd: web,
    socketFolder: agentFolder,
    socketGroup: nobody,
    secrets: {
      tokenFile: secrets.tokenFile && copyForNobody(secrets.tokenFile, join(folder, 'token')),
      secretFile: secrets.secretFile && copyForNobody(secrets.secretFile, join(folder, 'secret')),
    },
    unprivileged: true,
    words: 'as user nobody without capabilities, from a copy',
  }
}

/**
 * @param {string} file
 * @param {string} copy
 */
function copyForNobody(file, copy) {
  writeFileSync(copy, readFileSync(file), { mode: 0o600 })
  chownSync(copy, 0, nobody)
  chmodSync(copy, 0o640)
  return copy
}

/** This very node, or a copy of it where it lies in a folder that is closed to others, as below /root. @param {string} folder */
function nodeFor(folder) {
  if (isOpenToAll(process.execPath)) return process.execPath
  const copy = join(folder, 'node')
  copyFileSync(process.execPath, copy)
  chmodSync(copy, 0o755)
  return copy
}

/** A checkout under a strict umask is copied with it. @param {string} folder */
function openForReading(folder) {
  const run = spawnSync('chmod', ['-R', 'a+rX,go-w', '--', folder], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`chmod: ${run.error?.message ?? run.stderr.trim()}`)
}

/**
 * Null where nobody can run this node and read the server.
 * @param {string[]} argv
 */
function tryAsNobody(argv) {
  const [program = '', ...args] = [...argv.slice(0, -1), '-e', 'require("fs").readFileSync(process.argv[1])', '--']
  const run = spawnSync(program, [...args, argv.at(-1) ?? ''], {
    encoding: 'utf8',
    cwd: '/',
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    timeout: 20_000,
  })
  if (run.status === 0) return null
  return (
    run.error?.message ??
    run.stderr
      .trim()
      .split('\n')
      .find((line) => /error|:/i.test(line)) ??
    `code ${run.status}`
  )
}

/**
 * What is wrong with the rights of a running process that should have none; null where it has none.
 * @param {number} pid
 */
export function whyNotUnprivileged(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  /** @param {string} name */
  const field = (name) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.trim() ?? ''
  if (
    !field('Uid')
      .split(/\s+/)
      .every((uid) => uid === String(nobody))
  )
    return `its user ids are ${field('Uid')}`
  for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
    if (!/^0+$/.test(field(set))) return `${set} is ${field(set)}`
  }
  return field('NoNewPrivs') === '1' ? null : 'it may gain new privileges'
}
