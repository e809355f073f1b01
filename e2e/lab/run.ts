import { spawn } from 'node:child_process'

export type RunOptions = { input?: string; env?: NodeJS.ProcessEnv; timeoutMs?: number }
export type RunResult = { code: number; stdout: string; stderr: string }

/** Runs a program to its end and hands back what it said, whatever its exit code. */
export function runToEnd(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program = '', ...args] = argv
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' }),
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => stdout.push(part))
    child.stderr.on('data', (part: Buffer) => stderr.push(part))
    // A program may end without reading its input; its exit code says whether that was well.
    child.stdin.on('error', (error) => {
      if (!('code' in error && error.code === 'EPIPE')) reject(error)
    })
    child.on('error', (cause) => reject(new Error(`${program} could not be started`, { cause })))
    child.on('close', (code, signal) => {
      const said = Buffer.concat(stderr).toString()
      const ended = signal === null ? '' : `\nended by ${signal}`
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout).toString(), stderr: said + ended })
    })
    child.stdin.end(options.input ?? '')
  })
}

/** Runs a program that has to succeed; the error names the whole command line and what it said. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await runToEnd(argv, options)
  if (result.code === 0) return result.stdout
  throw new Error(commandFailure(argv.join(' '), result))
}

/** What to say of a command that failed. */
export function commandFailure(command: string, { code, stdout, stderr }: RunResult): string {
  return `${command} ended with code ${code}: ${stderr.trim() || stdout.trim() || 'no message'}`
}
