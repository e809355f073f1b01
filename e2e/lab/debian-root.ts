import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './lab-paths.ts'
import { run } from './run.ts'

/** A root file system of Debian in the lab's cache. */
export type DebianRoot = {
  /** Where it is; another list of packages is another place, so that none is changed under a host that runs on it. */
  folder: string
  suite: string
  packages: readonly string[]
}

export function debianRoot(suite: string, packages: readonly string[]): DebianRoot {
  const mark = createHash('sha256').update(packages.join()).digest('hex').slice(0, 8)
  return { folder: join(cacheFolder, `${suite}-${mark}`), suite, packages }
}

/** Whether the root is there and complete. */
export const hasDebianRoot = ({ folder }: DebianRoot) => existsSync(folder)

/** What is begun below ends with this run, and its mounts with it, so that a half-made root can be removed safely. */
const alone = [
  ...['setpriv', '--pdeathsig', 'KILL'],
  ...['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
]

/** Makes the root under another name and moves it into place only when it is complete. */
export async function ensureDebianRoot(root: DebianRoot, log: (line: string) => void): Promise<void> {
  if (hasDebianRoot(root)) return
  const { folder, suite, packages } = root
  log(`Debian ${suite} is fetched into ${folder} (once, about a minute)`)
  const building = `${folder}.building`
  mkdirSync(cacheFolder, { recursive: true })
  rmSync(building, { recursive: true, force: true })
  await run([...alone, 'debootstrap', '--variant=minbase', `--include=${packages.join(',')}`, suite, building])
  for (const waste of ['var/cache/apt', 'var/lib/apt/lists']) {
    rmSync(join(building, waste), { recursive: true, force: true })
  }
  renameSync(building, folder)
}
