import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { isAlive, type ProcessIdentity, parseProcessStat } from '../process-identity.ts'
import { machineFile } from './machine-paths.ts'

const stateSchema = z.object({
  /** Port of the loopback at which the machine takes commands. */
  port: z.number().int(),
  token: z.string(),
  /** The checkout that is seen inside. */
  repository: z.string(),
  node: z.string(),
})
export type MachineState = z.infer<typeof stateSchema>

/** The process of the virtual machine, or null when it does not run. */
export function machineProcess(): ProcessIdentity | null {
  const file = machineFile('process.stat')
  if (!existsSync(file)) return null
  const line = readFileSync(file, 'utf8')
  if (line === '') return null
  const { pid, startTime } = parseProcessStat(line)
  return isAlive({ pid, startTime }) ? { pid, startTime } : null
}

/** How to reach the virtual machine, or null when none runs. */
export function readMachineState(): MachineState | null {
  const file = machineFile('state.json')
  if (machineProcess() === null || !existsSync(file)) return null
  return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

export function requireMachineState(): MachineState {
  const state = readMachineState()
  if (state === null) throw new Error('No virtual machine runs; "npm run lab -- up --kernel debian" starts it')
  return state
}
