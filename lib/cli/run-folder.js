// @ts-check
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * A folder for one run, first of the places that allow it. `open`: other users may pass through it, and through all above it.
 * @param {boolean} open
 * @returns {string[]} one folder a place; the first is the best
 */
export function placesForRun(open) {
  const places = open ? ['/run', '/var/tmp', tmpdir()] : [process.env.XDG_RUNTIME_DIR ?? tmpdir(), tmpdir()]
  return [...new Set(places)].filter((place) => isWritable(place) && (!open || isOpenToAll(place)))
}

/**
 * @param {string} place
 * @param {boolean} open
 */
export function makeRunFolder(place, open) {
  removeOrphans(place)
  const folder = mkdtempSync(join(place, `portolan-run-${process.pid}-`))
  if (open) chmodSync(folder, 0o711)
  return folder
}

/** A run that was killed left its folder; the name says whose it was. @param {string} place */
function removeOrphans(place) {
  for (const name of readdirSync(place)) {
    const pid = /^portolan-run-(\d+)-\w{6}$/.exec(name)?.[1]
    if (!pid || existsSync(`/proc/${pid}`)) continue
    // Another run may have removed it meanwhile, and in a place that all may write to it may be anyone's link.
    const found = lstatSync(join(place, name), { throwIfNoEntry: false })
    if (found?.isDirectory() && found.uid === process.getuid?.()) removeRunFolder(join(place, name))
  }
}

/** @param {string} folder */
export function removeRunFolder(folder) {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * Whether every user can pass through a folder (or run a file) and all folders above it.
 * @param {string} path
 * @returns {boolean}
 */
export function isOpenToAll(path) {
  let at = realpathSync(path)
  for (;;) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
    at = dirname(at)
  }
}

/** @param {string} place */
function isWritable(place) {
  try {
    accessSync(place, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
