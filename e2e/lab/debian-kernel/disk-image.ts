import { existsSync, renameSync, rmSync } from 'node:fs'
import { run } from '../run.ts'

/** Room on a disk beside what it holds at first; the file is sparse. */
const size = '24G'

/** A disk that holds a root file system of the lab's cache, made once beside it. The machine writes elsewhere, so it stays as it is. */
export async function ensureDiskImage(folder: string, log: (line: string) => void): Promise<string> {
  const image = `${folder}.img`
  if (existsSync(image)) return image
  log(`A disk is made of ${folder} (once)`)
  const building = `${image}.building`
  rmSync(building, { force: true })
  await run(['mke2fs', '-q', '-t', 'ext4', '-O', '^has_journal', '-E', 'root_owner=0:0', '-d', folder, building, size])
  renameSync(building, image)
  return image
}
