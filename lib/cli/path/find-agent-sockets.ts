import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { placesForRun } from '../run-folder.js'

/** Sockets of the agents that `npm start` runs here now. */
export function findAgentSockets(): string[] {
  const runs = [...new Set([...placesForRun(true), ...placesForRun(false)])].flatMap((place) =>
    list(place)
      .filter((name) => /^portolan-run-\d+-\w{6}$/.test(name))
      .flatMap((name) => [join(place, name), join(place, name, 'agent')]),
  )
  const found = runs.flatMap((folder) =>
    list(folder).flatMap((name) => (/^\d+\.sock$/.test(name) ? [join(folder, name)] : [])),
  )
  return found.filter(isOwnSocket)
}

/** What cannot be listed holds nothing for this user. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}

/** Not one that another user laid where everybody may write: it could tell anything. */
function isOwnSocket(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found?.isSocket() === true && found.uid === process.getuid?.()
}
