import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './lab-paths.ts'
import { run } from './run.ts'

/** Root file system of Debian sid, whose engine is some generations newer than the machine's. */
export const sidRoot = join(cacheFolder, 'sid')

const packages = [
  ...['docker.io', 'docker-cli', 'iptables', 'nftables', 'iproute2', 'bridge-utils', 'conntrack'],
  ...['iputils-ping', 'tcpdump', 'ca-certificates'],
]

const recipeFile = join(sidRoot, 'portolan-recipe')
const recipe = `minbase ${packages.join(',')}\n`

/** What is begun below ends with this run, and its mounts with it, so that a half-made root can be removed safely. */
const alone = [
  'setpriv',
  '--pdeathsig',
  'KILL',
  'unshare',
  '--mount',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
]

/** Whether the root file system is there, complete, and made of the packages that are wanted today. */
export function hasSidRoot(): boolean {
  return existsSync(recipeFile) && readFileSync(recipeFile, 'utf8') === recipe
}

/** Makes the root file system under another name and moves it into place only when it is complete. */
export async function ensureSidRoot(log: (line: string) => void): Promise<void> {
  if (hasSidRoot()) return
  log(`Debian sid with its engine is fetched into ${sidRoot} (once, about a minute)`)
  const building = `${sidRoot}.building`
  mkdirSync(cacheFolder, { recursive: true })
  rmSync(building, { recursive: true, force: true })
  await run([...alone, 'debootstrap', '--variant=minbase', `--include=${packages.join(',')}`, 'sid', building])
  rmSync(join(building, 'var/cache/apt/archives'), { recursive: true, force: true })
  writeFileSync(join(building, 'portolan-recipe'), recipe)
  rmSync(sidRoot, { recursive: true, force: true })
  renameSync(building, sidRoot)
}
