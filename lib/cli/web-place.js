// @ts-check
import { join } from 'node:path'
import { makeRunFolder, placesForRun } from './run-folder.js'
import { preparePlaceForNobody } from './web-user.js'

/**
 * Where the web process runs: as root apart from the agent's rights, else beside the agent as the same user.
 * @param {string} root
 * @param {{ webAsRoot: boolean, tokenFile: string | null }} options
 * @returns {{ ok: true, place: import('./web-user.js').WebPlace } | { ok: false, reason: string }}
 */
export function prepareWebPlace(root, { webAsRoot, tokenFile }) {
  const isRoot = process.getuid?.() === 0
  if (!isRoot) return { ok: true, place: sameUser(root, tokenFile, 'as the same user as the agent') }
  const parted = preparePlaceForNobody(root, tokenFile)
  if (parted.ok) return parted
  if (webAsRoot) return { ok: true, place: sameUser(root, tokenFile, `as root, as asked for (${parted.reason})`) }
  return {
    ok: false,
    reason: `The web process cannot be parted from root's rights: ${parted.reason}.\nMend that, start as another user, or let it run as root: npm start -- --web-as-root`,
  }
}

/**
 * @param {string} root
 * @param {string | null} tokenFile
 * @param {string} words
 * @returns {import('./web-user.js').WebPlace}
 */
function sameUser(root, tokenFile, words) {
  const [base] = placesForRun(false)
  if (base === undefined) throw new Error('there is no folder for temporary files that can be written to')
  const folder = makeRunFolder(base, false)
  const cwd = join(root, '.next/standalone')
  return {
    folder,
    argv: [process.execPath, join(cwd, 'server.js')],
    cwd,
    socket: join(folder, 'agent.sock'),
    socketGroup: null,
    tokenFile,
    unprivileged: false,
    words,
  }
}
