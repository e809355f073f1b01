// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Installs the locked dependencies when they are missing or are not those of the lock file.
 * npm keeps `node_modules/.package-lock.json`: the same packages at the same versions mean nothing is to be done.
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {'present' | 'installed'}
 * @throws {Error} when npm fails, with its exit code
 */
export function installDependencies(root, say) {
  if (areInstalled(root)) return 'present'
  say('Installing the locked dependencies (npm ci) ...')
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (run.error) throw new Error(`npm could not be started: ${run.error.message}`)
  if (run.status !== 0) throw new Error(`npm ci ended with code ${run.status}; its own words are above`)
  return 'installed'
}

/** @param {string} root */
function areInstalled(root) {
  const kept = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(kept)) return false
  const have = readLock(kept)
  // A package for another system (an optional binary) is in the lock but rightly not on disk.
  return Object.entries(readLock(join(root, 'package-lock.json'))).every(
    ([path, entry]) => path === '' || entry.optional || have[path]?.version === entry.version,
  )
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readLock(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}
