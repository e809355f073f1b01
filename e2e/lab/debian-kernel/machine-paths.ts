import { join } from 'node:path'
import { labName } from '../lab-paths.ts'

/** Where the virtual machine of this lab keeps its process, port and console; a lab's name has no dot, so no other lab is there. */
export const machineFolder = join('/run', `${labName}.debian-kernel`)

export const machineFile = (name: 'state.json' | 'process.stat' | 'boot.cpio' | 'console.log' | 'machine.log') =>
  join(machineFolder, name)
