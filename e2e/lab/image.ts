import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { askEngine, tellEngine } from './engine-request.ts'
import { cacheFolder } from './lab-paths.ts'
import { run } from './run.ts'

/** Names under which the one image of the lab is known to every engine: busybox, whatever it plays. */
const labImages = ['portolan/busybox:1', 'shop/web:1', 'shop/api:1', 'shop/db:1', 'shop/monitor:1']

const [baseImage = ''] = labImages
const archive = join(cacheFolder, 'busybox.tar')

/** Packs the machine's static busybox with a link for each of its tools; no registry is asked. */
export async function ensureImageArchive(): Promise<void> {
  if (existsSync(archive)) return
  const folder = join(cacheFolder, 'busybox')
  rmSync(folder, { recursive: true, force: true })
  for (const name of ['bin', 'etc', 'root', 'tmp', 'www']) mkdirSync(join(folder, name), { recursive: true })
  copyFileSync('/bin/busybox', join(folder, 'bin/busybox'))
  const tools = (await run(['busybox', '--list'])).split('\n').filter((tool) => tool !== '' && tool !== 'busybox')
  for (const tool of tools) symlinkSync('busybox', join(folder, 'bin', tool))
  writeFileSync(join(folder, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
  writeFileSync(join(folder, 'etc/group'), 'root:x:0:\n')
  writeFileSync(join(folder, 'www/index.html'), 'It works.\n')
  await run(['tar', '-cf', `${archive}.building`, '-C', folder, '.'])
  await run(['mv', `${archive}.building`, archive])
  rmSync(folder, { recursive: true, force: true })
}

/** Gives an engine the lab's image under all its names. */
export async function ensureImages(host: string): Promise<void> {
  const { status } = await askEngine(host, `/images/${baseImage}/json`)
  if (status !== 200) {
    const [repo, tag] = splitTag(baseImage)
    const query = new URLSearchParams({ fromSrc: '-', repo, tag, changes: 'CMD ["sh"]' })
    await tellEngine(host, `/images/create?${query}`, { method: 'POST', file: archive })
  }
  for (const image of labImages.slice(1)) {
    const [repo, tag] = splitTag(image)
    await tellEngine(host, `/images/${baseImage}/tag?${new URLSearchParams({ repo, tag })}`, { method: 'POST' })
  }
}

/** Name and tag of an image, as the engine wants them apart. */
export function splitTag(image: string): [string, string] {
  const [repo = '', tag = ''] = image.split(':')
  return [repo, tag]
}
