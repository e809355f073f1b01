import { rmSync } from 'node:fs'
import { down } from './lab/down.ts'
import { up } from './lab/up.ts'
import { labEngines, labHosts } from './lab-hosts.ts'
import { evidenceFolder } from './own-processes.ts'
import { fleetSecrets } from './running-fleet.ts'

/** All hosts of the lab; what this hands back takes them down again. */
export default async function setUpLab(): Promise<() => Promise<void>> {
  rmSync(evidenceFolder, { recursive: true, force: true })
  rmSync(fleetSecrets, { force: true })
  await up({ hosts: labHosts.length, engines: labEngines, log: (line) => process.stdout.write(`${line}\n`) })
  return async () => {
    if (process.env.PORTOLAN_KEEP_LAB !== '1') await down()
  }
}
