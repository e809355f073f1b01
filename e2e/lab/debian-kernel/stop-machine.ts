import { rmSync } from 'node:fs'
import { isAlive } from '../process-identity.ts'
import { waitUntil } from '../wait-until.ts'
import { machineFolder } from './machine-paths.ts'
import { machineProcess } from './machine-state.ts'

/** Ends the virtual machine with all that it holds; none there is fine. */
export async function stopMachine(): Promise<void> {
  const machine = machineProcess()
  if (machine !== null) {
    process.kill(machine.pid, 'SIGKILL')
    await waitUntil('the virtual machine has ended', () => !isAlive(machine))
  }
  rmSync(machineFolder, { recursive: true, force: true })
}
