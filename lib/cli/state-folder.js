// @ts-check
import { chownSync, existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where a process of Portolan keeps what outlives it: as root below /var/lib, else where the XDG base directories say.
 * @param {string} name
 * @param {string | undefined} chosen a folder that was asked for instead
 */
export function stateFolder(name, chosen) {
  if (chosen) return chosen
  if (process.getuid?.() === 0) return join('/var/lib', name)
  return join(process.env.XDG_STATE_HOME || join(homedir(), '.local/state'), name)
}

/**
 * Makes the folder where it is missing; null, or why it cannot be made. One that is there keeps its owner.
 * @param {string} folder
 * @param {number | null} owner a user, and the group of the same number, that it is for
 */
export function makeStateFolder(folder, owner) {
  try {
    if (existsSync(folder)) return null
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (owner !== null) chownSync(folder, owner, owner)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
