import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import type { FailureCode } from '../model/failure-code.ts'
import { errorCode } from './error-code.ts'
import { killTree } from './kill-tree.ts'

/** The only programs that are ever started beside `ssh`; what runs inside a namespace is fixed in its script. */
export type Tool = 'nsenter' | 'unshare' | 'sh'

export type ToolRequest = {
  tool: Tool
  args: string[]
  deadlineMs: number
  /** Passed to the child as descriptor 3. */
  extraFd?: number
  /** Called with each chunk; returning false ends the tool (`stopped`). */
  onStdout(chunk: Buffer): boolean
  onStderr(chunk: Buffer): void
}

export type ToolEnd =
  | { kind: 'exited'; exitCode: number | null; signal: string | null }
  | { kind: 'stopped' }
  | { kind: 'timeout' }
  | { kind: 'not-started'; code: FailureCode; reason: string }

/** Runs one tool. When the deadline passes it is killed, with all that it started. */
export function runTool(request: ToolRequest, path: string): Promise<ToolEnd> {
  const { tool, args, deadlineMs, extraFd } = request
  return new Promise((resolve) => {
    const child = startTool(tool, args, path, ['ignore', 'pipe', 'pipe', ...(extraFd === undefined ? [] : [extraFd])])
    let ended: ToolEnd | null = null
    const cut = (end: ToolEnd) => {
      ended ??= end
      if (child.pid !== undefined && child.exitCode === null) killTree(child.pid)
      // What was left behind by a parent that ended may hold these open for ever.
      child.stdout?.destroy()
      child.stderr?.destroy()
    }
    const timer = setTimeout(() => cut({ kind: 'timeout' }), deadlineMs)
    child.stdout?.on('data', (chunk: Buffer) => {
      if (ended === null && !request.onStdout(chunk)) cut({ kind: 'stopped' })
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      if (ended === null) request.onStderr(chunk)
    })
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ kind: 'not-started', ...startFailure(tool, error) })
    })
    child.on('close', (exitCode, signal) => {
      clearTimeout(timer)
      resolve(ended ?? { kind: 'exited', exitCode, signal })
    })
  })
}

/** Starts a tool with C messages, and with the system folders that a user's PATH may lack. */
export function startTool(tool: Tool, args: string[], path: string, stdio: StdioOptions): ChildProcess {
  return spawn(tool, args, {
    stdio,
    cwd: '/',
    env: { PATH: path, LC_ALL: 'C', HOME: '/', NODE_ENV: 'production' },
  })
}

export function startFailure(tool: Tool, error: Error): { code: FailureCode; reason: string } {
  switch (errorCode(error)) {
    case 'ENOENT':
      return { code: 'tool-missing', reason: `${tool} is not installed` }
    case 'EACCES':
    case 'EPERM':
      return { code: 'no-right', reason: `no right to run ${tool}` }
    default:
      return { code: 'failed', reason: `${tool} could not be started: ${error.message}` }
  }
}

const toolFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']

/**
 * The search path for tools: the user's own, then where Debian, Red Hat and Alpine keep the network tools. A folder that may not be searched is left
 * out: a shell would say of a tool that is nowhere that it is not permitted.
 */
export const toolPath = (path: string | undefined): string =>
  [...(path ? path.split(':') : []), ...toolFolders].filter(maySearch).join(':')

function maySearch(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK)
    return true
  } catch {
    return false
  }
}
