import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { askEngine } from './engine-request.ts'
import { exec, insideEnvironment } from './enter.ts'
import { readHostConfig } from './host-config.ts'
import { hostSocket, memberCgroup, runFolder } from './lab-paths.ts'
import { memberHolder } from './member.ts'
import { type NamespaceProcess, parseProcessStat, processesOfNamespace, readProcessStat } from './process-identity.ts'
import { waitUntil } from './wait-until.ts'

/** `frozen` is an engine that was sent SIGSTOP. */
export type EngineState = 'running' | 'frozen' | 'stopped'

/** What a host's engine is at, by what the kernel says of its process. */
export function engineState(host: string): EngineState {
  const engine = engineProcess(host)
  if (engine === null) return 'stopped'
  return engine.state === 'T' ? 'frozen' : 'running'
}

/** Number of the engine's process as the machine counts. */
export function enginePid(host: string): number {
  const engine = engineProcess(host)
  if (engine === null) throw new Error(`The engine of ${host} does not run`)
  return engine.pid
}

/** Starts the engine of a host and waits for its answer; one that runs is left alone. */
export async function startEngine(host: string): Promise<void> {
  if (engineProcess(host) === null) {
    const run = runFolder(host)
    for (const file of ['docker.pid', 'docker.sock', 'engine.stat']) rmSync(join(run, file), { force: true })
    await exec(host, ['sh', '-c', startScript, 'sh', run, ...engineArguments(host)], { env: engineEnvironment })
  }
  await waitUntil(
    `the engine of ${host} answers`,
    async () => {
      if (engineProcess(host) === null) throw new Error(`The engine of ${host} has ended:\n${engineLogTail(host)}`)
      return existsSync(hostSocket(host)) && (await answers(host))
    },
    60_000,
  )
}

/** Asks the engine to end and waits for it. Containers go on where the host was made with liveRestore. */
export async function stopEngine(host: string): Promise<void> {
  await endEngine(host, 'SIGTERM')
}

export async function restartEngine(host: string): Promise<void> {
  await stopEngine(host)
  await startEngine(host)
}

/** Kills the engine as a crash would. Containers and their namespaces go on. */
export async function killEngine(host: string): Promise<void> {
  await endEngine(host, 'SIGKILL')
}

/** Stops the engine in the middle of whatever it does: it holds its sockets and answers nothing. */
export function freezeEngine(host: string): Promise<void> {
  process.kill(enginePid(host), 'SIGSTOP')
  return waitUntil(`the engine of ${host} is frozen`, () => engineState(host) === 'frozen')
}

/** Lets a frozen engine go on. */
export function thawEngine(host: string): Promise<void> {
  process.kill(enginePid(host), 'SIGCONT')
  return waitUntil(`the engine of ${host} goes on`, () => engineState(host) === 'running')
}

const startScript = `
run=$1; shift
setsid "$@" </dev/null >>"$run/engine.log" 2>&1 &
read -r stat <"/proc/$!/stat"
printf '%s\\n' "$stat" >"$run/engine.stat"
`

/** There is no registry: a task of a service takes the image that is there, and does not ask for a newer one first. */
const engineEnvironment = { ...insideEnvironment, DOCKER_SERVICE_PREFER_OFFLINE_IMAGE: '1' }

function engineArguments(host: string): string[] {
  const config = readHostConfig(host)
  return [
    'dockerd',
    ...['--host', 'unix:///run/docker.sock', '--host', `unix://${hostSocket(host)}`],
    ...['--exec-root', '/run/docker', '--data-root', '/var/lib/docker'],
    ...['--pidfile', join(runFolder(host), 'docker.pid')],
    ...['--cgroup-parent', memberCgroup(host), '--exec-opt', 'native.cgroupdriver=cgroupfs'],
    ...(config?.liveRestore ? ['--live-restore'] : []),
  ]
}

/** The engine and what it started itself end together, so that the next engine finds no containerd in its way. */
async function endEngine(host: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const engine = engineProcess(host)
  if (engine === null) return
  const holder = memberHolder(host)
  const helpers = holder === null ? [] : processesOfNamespace(holder).filter(({ parent }) => parent === engine.pid)
  process.kill(engine.pid, signal)
  if (engine.state === 'T' && signal === 'SIGTERM') process.kill(engine.pid, 'SIGCONT')
  const ending = [engine, ...helpers]
  await waitUntil(
    `the engine of ${host} has ended`,
    () => ending.every(({ pid, startTime }) => readProcessStat(pid)?.startTime !== startTime),
    30_000,
  )
}

function engineProcess(host: string): NamespaceProcess | null {
  const file = join(runFolder(host), 'engine.stat')
  const holder = memberHolder(host)
  if (holder === null || !existsSync(file)) return null
  const noted = parseProcessStat(readFileSync(file, 'utf8'))
  return (
    processesOfNamespace(holder).find(
      ({ innerPid, startTime }) => innerPid === noted.pid && startTime === noted.startTime,
    ) ?? null
  )
}

async function answers(host: string): Promise<boolean> {
  return askEngine(host, '/_ping', { timeoutMs: 2_000 }).then(
    ({ status }) => status === 200,
    () => false,
  )
}

function engineLogTail(host: string): string {
  return readFileSync(join(runFolder(host), 'engine.log'), 'utf8')
    .split('\n')
    .slice(-12)
    .join('\n')
}
