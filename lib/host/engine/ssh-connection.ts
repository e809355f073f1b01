import { type ChildProcess, spawn } from 'node:child_process'
import { Duplex } from 'node:stream'
import { errorCode } from '../error-code.ts'
import type { EndpointTarget } from './endpoint.ts'

/** One connection to an engine through the `ssh` program, which runs `docker system dial-stdio` over there. */
export class SshConnection extends Duplex {
  readonly #child: ChildProcess
  #complaint = ''

  constructor(target: Extract<EndpointTarget, { kind: 'ssh' }>) {
    super()
    const child = spawn('ssh', sshArguments(target), { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#child = child
    child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout.pause()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString()).slice(-400)
    })
    child.stdin.on('error', (error) => !isBrokenPipe(error) && this.destroy(error))
    child.on('error', (error) => this.destroy(new Error(`the ssh program could not be started: ${error.message}`)))
    child.on('spawn', () => this.emit('connect'))
    child.on('close', (code) => {
      if (this.destroyed) return
      if (code === 0) this.push(null)
      else this.destroy(new Error(this.#reasonOf(code)))
    })
  }

  #reasonOf(code: number | null): string {
    const said = this.#complaint.trim().replace(/\s+/g, ' ')
    return `ssh ended with code ${code ?? 'none'}${said === '' ? '' : `: ${said}`}`
  }

  override _read(): void {
    this.#child.stdout?.resume()
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const { stdin } = this.#child
    if (stdin === null) done(new Error('ssh has no standard input'))
    else stdin.write(chunk, encoding, (error) => done(isBrokenPipe(error) ? null : error))
  }

  override _final(done: () => void): void {
    this.#child.stdin?.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill()
    done(error)
  }

  // What node:http asks of a socket that it keeps alive.
  setKeepAlive(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  setTimeout(): this {
    return this
  }
  ref(): this {
    this.#child.ref()
    return this
  }
  unref(): this {
    this.#child.unref()
    return this
  }
}

/** Not yet the reason: how ssh ends is. */
function isBrokenPipe(error: Error | null | undefined): boolean {
  return error != null && errorCode(error) === 'EPIPE'
}

/** As the docker CLI calls it, with BatchMode so that it never waits for a password. */
export function sshArguments(target: Extract<EndpointTarget, { kind: 'ssh' }>): string[] {
  const remote = target.socketPath === null ? [] : ['--host', `unix://${target.socketPath}`]
  return [
    '-o',
    'ConnectTimeout=8',
    '-o',
    'BatchMode=yes',
    '-T',
    ...(target.user === null ? [] : ['-l', target.user]),
    ...(target.port === null ? [] : ['-p', String(target.port)]),
    '--',
    target.host,
    'docker',
    ...remote,
    'system',
    'dial-stdio',
  ]
}
