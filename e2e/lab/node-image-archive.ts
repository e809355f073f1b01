import { createHash } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { debianRoot, ensureDebianRoot } from './debian-root.ts'
import { withLabLock } from './lab-lock.ts'
import { cacheFolder } from './lab-paths.ts'
import { missingLibraries } from './missing-libraries.ts'
import { run } from './run.ts'

const root = debianRoot('bookworm', ['ca-certificates', 'iproute2', 'iptables', 'nftables', 'procps', 'iputils-ping'])
const repository = resolve(import.meta.dirname, '../..')
const packageFiles = ['package.json', 'package-lock.json', '.npmrc']

/** Where npm keeps its packages inside the image, for each user to read and write. */
const npmCache = 'var/cache/npm'

/** What a slim image leaves out. */
const leftOut = ['dev/*', 'proc/*', 'usr/share/doc/*', 'usr/share/man/*', 'usr/share/locale/*', 'usr/share/info/*']

/**
 * An archive that stands in for the public image of Node on slim Debian where no registry can be reached: Debian's
 * smallest system with the tools of an agent, this machine's Node and npm, and a cache of the packages that the lock file
 * names (without those for development), to which npm is held; apt has no source. Made once for each Node and lock file.
 */
export async function ensureNodeImageArchive(log: (line: string) => void): Promise<string> {
  const archive = join(cacheFolder, `node-${archiveMark()}.tar`)
  if (existsSync(archive)) return archive
  return withLabLock(async () => {
    if (existsSync(archive)) return archive
    log(`The stand-in image of Node is made in ${archive} (once, up to a minute)`)
    const tree = join(cacheFolder, 'node.tree')
    const cache = join(cacheFolder, 'node.packages')
    for (const folder of [tree, cache]) rmSync(folder, { recursive: true, force: true })
    await Promise.all([ensureDebianRoot(root, log), fillCache(cache)])
    // The files of the root are shared with it, not copied: none is written to below.
    await run(['cp', '--archive', '--link', root.folder, tree])
    await addNode(tree)
    addUser(tree)
    replaceFile(join(tree, 'etc/apt/sources.list'), '')
    renameSync(cache, join(tree, npmCache))
    const exclude = leftOut.map((path) => `--exclude=./${path}`)
    await run(['tar', '-cf', `${archive}.building`, ...exclude, '-C', tree, '.'])
    for (const earlier of readdirSync(cacheFolder).filter((name) => /^node-.*\.tar$/.test(name))) {
      rmSync(join(cacheFolder, earlier))
    }
    renameSync(`${archive}.building`, archive)
    rmSync(tree, { recursive: true })
    return archive
  })
}

function archiveMark(): string {
  const hash = createHash('sha256').update(`${root.folder} ${process.version}`)
  const files = [import.meta.filename, ...packageFiles.map((file) => join(repository, file))]
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 8)
}

async function addNode(tree: string): Promise<void> {
  const local = join(tree, 'usr/local')
  cpSync(process.execPath, join(local, 'bin/node'))
  for (const library of await missingLibraries(process.execPath, tree)) {
    mkdirSync(join(tree, dirname(library)), { recursive: true })
    cpSync(library, join(tree, library), { dereference: true })
  }
  const npm = join((await run(['npm', 'root', '--global'])).trim(), 'npm')
  cpSync(npm, join(local, 'lib/node_modules/npm'), { recursive: true, dereference: true })
  for (const tool of ['npm', 'npx']) symlinkSync(`../lib/node_modules/npm/bin/${tool}-cli.js`, join(local, 'bin', tool))
  writeFileSync(join(local, 'etc/npmrc'), `offline=true\ncache=/${npmCache}\n`)
}

/** By an installation that is thrown away. */
async function fillCache(cache: string): Promise<void> {
  const folder = join(cache, 'installation')
  mkdirSync(folder, { recursive: true })
  for (const file of packageFiles) cpSync(join(repository, file), join(folder, file))
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--cache', cache, '--prefix', folder]
  await run(['npm', 'ci', ...options])
  for (const waste of ['installation', '_logs', '_cacache/tmp', '_update-notifier-last-checked']) {
    rmSync(join(cache, waste), { recursive: true, force: true })
  }
  await run(['chmod', '-R', 'a+rwX', cache])
}

/** The public image has such a user. */
function addUser(tree: string): void {
  const lines = { passwd: 'node:x:1000:1000::/home/node:/bin/bash', group: 'node:x:1000:' }
  for (const [name, line] of Object.entries(lines)) {
    const file = join(tree, 'etc', name)
    replaceFile(file, `${readFileSync(file, 'utf8')}${line}\n`)
  }
  const home = join(tree, 'home/node')
  mkdirSync(home)
  chownSync(home, 1000, 1000)
}

/** Leaves the file alone that the root shares with the tree. */
function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}
