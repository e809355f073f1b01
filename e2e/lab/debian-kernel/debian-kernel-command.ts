import { labName } from '../lab-paths.ts'
import { copyOutOfDebianKernel } from './copy-out.ts'
import { installMachinePackages } from './install-packages.ts'
import { readMachineState, requireMachineState } from './machine-state.ts'
import { streamInDebianKernel } from './run-in-debian-kernel.ts'
import { startMachine } from './start-machine.ts'
import { stopMachine } from './stop-machine.ts'

/** A command of the lab with `--kernel debian`: what concerns the virtual machine is done here, everything else by the lab inside it. */
export async function runDebianKernelCommand(command: string | undefined, rest: readonly string[]): Promise<number> {
  if (process.getuid?.() !== 0) throw new Error('The lab needs root: it makes disks, namespaces and engines')
  switch (command) {
    case 'up':
      await installMachinePackages(say)
      await startMachine(rest.includes('--fresh'), say)
      return enter(labArgv(command, rest))
    case 'down':
      if (rest.length > 0) return enter(labArgv(command, rest))
      await stopMachine()
      say(`The virtual machine of ${labName} is down. Nothing is left: no process, socket or folder.`)
      return 0
    case 'status':
      if (readMachineState() !== null) return enter(labArgv(command, rest))
      say('The virtual machine is down.')
      return 0
    case 'enter':
      return enter(rest[0] === '--' ? rest.slice(1) : rest)
    case 'copy': {
      const [inside, outside] = rest
      if (inside === undefined || outside === undefined) throw new Error('copy wants a folder inside and one outside')
      await copyOutOfDebianKernel(inside, outside)
      return 0
    }
    case undefined:
      throw new Error('--kernel debian wants a command')
    default:
      return enter(labArgv(command, rest))
  }
}

const say = (line: string) => console.log(line)

/** The lab's own command line, inside. */
function labArgv(command: string, rest: readonly string[]): string[] {
  return [requireMachineState().node, '--import', 'tsx', 'e2e/lab/cli.ts', command, ...rest]
}

async function enter(argv: readonly string[]): Promise<number> {
  if (argv.length === 0) throw new Error('enter wants a command')
  return streamInDebianKernel(argv, {
    input: process.stdin.isTTY ? '' : process.stdin,
    output: process.stdout,
    error: process.stderr,
  })
}
