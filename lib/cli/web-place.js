// @ts-check
import { join } from 'node:path'
import { makeRunFolder, placesForRun } from './run-folder.js'
import { preparePlaceForNobody } from './web-user.js'

/**
 * Where the web process runs: as root apart from the agent's rights, else beside the agent as the same user.
 * @param {string} root
 * @param {{ webAsRoot: boolean, secrets: import('./web-user.js').Secrets }} options
 * @returns {{ ok: true, place: import('./web-user.js').WebPlace } | { ok: false, reason: string }}
 */
export function prepareWebPlace(root, { webAsRoot, secrets }) {
  const isRoot = process.getuid?.() === 0
  if (!isRoot) return { ok: true, place: sameUser(root, secrets, 'as the same user as the agent') }
  const parted = preparePlaceForNobody(root, secrets)
  if (parted.ok) return parted
  if (webAsRoot) return { ok: true, place: sameUser(root, secrets, `as root, as asked for (${parted.reason})`) }
  return {
    ok: false,
    reason: `The web process cannot be parted from root's rights: ${parted.reason}.\nMend that, start as another user, or let it run as root: npm start -- --web-as-root`,
  }
}

/**
 * @param {string} root
 * @param {import('./web-user.js').Secrets} secrets
 * @param {string} words
 * @returns {import('./web-user.js').WebPlace}
 */
function sameUser(root, secrets, words) {
  const [base] = placesForRun(false)
  if (base === undefined) throw new Error('there is no folder for temporary files that can be written to')
  const folder = makeRunFolder(base, false)
  const cwd = join(root, '.next/standalone')
  return {
    folder,
    argv: [process.execPath, join(cwd, 'server.js')],
    cwd,
    socketFolder: folder,
    socketGroup: null,
    secrets,
    unprivileged: false,
    words,
  }
}
