import { rmSync } from 'node:fs'
import { down } from './lab/down.ts'
import { up } from './lab/up.ts'
import { evidenceFolder } from './running-portolan.ts'

/** Two lab hosts, one of each engine generation; what this hands back takes them down again. */
export default async function setUpLab(): Promise<() => Promise<void>> {
  rmSync(evidenceFolder, { recursive: true, force: true })
  await up({ hosts: 2, engines: { host1: 'machine', host2: 'sid' }, log: (line) => process.stdout.write(`${line}\n`) })
  return async () => {
    if (process.env.PORTOLAN_KEEP_LAB !== '1') await down()
  }
}
