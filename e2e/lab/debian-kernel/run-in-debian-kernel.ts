import { connect, type Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import type { RunOptions } from '../run.ts'
import { frameOf, frameReader } from './frames.js'
import { type MachineState, requireMachineState } from './machine-state.ts'

const endSchema = z.object({ code: z.number().int(), reason: z.string().nullable() })

export type CommandStreams = { input: Readable | string; output: Writable; error: Writable }

/**
 * Runs a program inside the virtual machine, in its own namespaces and not in those of a host, and hands back its exit code.
 * The working directory is the repository. Hosts are reached as outside: by the lab's own command line or modules, run inside.
 */
export async function streamInDebianKernel(argv: readonly string[], streams: CommandStreams): Promise<number> {
  const { input, output, error } = streams
  const ended = await converse(requireMachineState(), argv, {}, input, (kind, part, socket) => {
    const stream = kind === 'output' ? output : error
    // Whoever reads may have enough before the command ends.
    if (stream.listenerCount('error') === 0) stream.on('error', (cause) => socket.destroy(cause))
    if (stream.write(part)) return
    socket.pause()
    stream.once('drain', () => socket.resume())
  })
  if (ended.reason !== null) error.write(`${ended.reason}\n`)
  return ended.code
}

/** Whether the machine takes commands already. */
export async function takesCommands(state: MachineState): Promise<boolean> {
  return converse(state, ['true'], { timeoutMs: 5_000 }, '', () => undefined).then(
    ({ code }) => code === 0,
    () => false,
  )
}

function converse(
  { port, token }: MachineState,
  argv: readonly string[],
  { env, timeoutMs }: Omit<RunOptions, 'input'>,
  input: Readable | string,
  take: (kind: 'output' | 'error', part: Buffer, socket: Socket) => void,
): Promise<z.infer<typeof endSchema>> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const timer = timeoutMs === undefined ? null : setTimeout(() => fail('took too long'), timeoutMs)
    const fail = (what: string) => socket.destroy(new Error(`In the virtual machine: ${argv.join(' ')} ${what}`))
    const read = frameReader((kind, payload) => {
      if (kind === 'output' || kind === 'error') take(kind, payload, socket)
      else if (kind === 'end') resolve(endSchema.parse(JSON.parse(payload.toString())))
    })
    socket.on('connect', () => {
      socket.write(frameOf('start', JSON.stringify({ token, argv, env: env ?? {} })))
      sendInput(socket, input)
    })
    socket.on('data', (part) => {
      try {
        read(part)
      } catch (error) {
        socket.destroy(error instanceof Error ? error : new Error(String(error)))
      }
    })
    socket.on('error', reject)
    socket.on('close', () => {
      if (timer !== null) clearTimeout(timer)
      if (typeof input !== 'string') input.destroy()
      // Nothing is left of this when the end was told before.
      reject(new Error(`In the virtual machine: ${argv.join(' ')} was cut off`))
    })
  })
}

function sendInput(socket: Socket, input: Readable | string): void {
  if (typeof input === 'string') {
    socket.write(Buffer.concat([frameOf('input', input), frameOf('input-end')]))
    return
  }
  input.on('data', (part: Buffer) => {
    if (socket.write(frameOf('input', part))) return
    input.pause()
    socket.once('drain', () => input.resume())
  })
  input.on('end', () => socket.write(frameOf('input-end')))
}
