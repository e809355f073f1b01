import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { applyScenario } from './apply-scenario.ts'
import { applySwarmScenario } from './apply-swarm-scenario.ts'
import { runDebianKernelCommand } from './debian-kernel/debian-kernel-command.ts'
import { down } from './down.ts'
import { freezeEngine, killEngine, startEngine, stopEngine, thawEngine } from './engine.ts'
import { enterArgv, insideEnvironment } from './enter.ts'
import { type EngineSource, engineSourceSchema } from './host-config.ts'
import { underlay } from './lab-paths.ts'
import { requireMember } from './member.ts'
import { scenarioByName, scenarios } from './scenario-list.ts'
import { type HostStatus, status } from './status.ts'
import { presentHosts, up } from './up.ts'

const usage = `Usage: npm run lab -- COMMAND
  up [--hosts 3] [--engine host3=sid]... [--no-live-restore] [--fresh]
                             hosts with an engine each: the machine's own, or that of Debian sid
  down [HOST...]             ends these hosts, or the lab, and then checks that nothing is left
  status                     hosts, engines, sockets
  exec HOST -- COMMAND...    runs a command inside a host, or inside "${underlay}", the switch
  engine HOST start|stop|kill|freeze|thaw
                             what can happen to an engine
  scenario --list            names of the scenarios
  scenario NAME [--host host1]... [--containers 200] [--networks 40]
                             makes what a scenario holds: on host1 unless said otherwise, and a swarm over all hosts

With --kernel debian each of them concerns the lab inside a virtual machine with Debian's kernel, and there are
  enter --kernel debian -- COMMAND...
                             runs a command in that machine, beside its hosts
  copy --kernel debian FOLDER_INSIDE FOLDER_OUTSIDE`

const say = (line: string) => console.log(line)

async function main(args: string[]): Promise<number> {
  const { kernel, given } = takeKernel(args)
  const [command, ...rest] = given
  if (kernel === 'debian') return runDebianKernelCommand(command, rest)
  if (kernel !== null) throw new Error(`--kernel ${kernel}: the only other kernel is debian`)
  switch (command) {
    case 'up':
      return runUp(rest)
    case 'down':
      if (rest.length > 0) {
        await down({ hosts: rest })
        return runStatus()
      }
      await down()
      say('The lab is down. Nothing is left: no process, namespace, mount, cgroup or folder.')
      return 0
    case 'status':
      return runStatus()
    case 'exec':
      return runExec(rest)
    case 'engine':
      return runEngine(rest)
    case 'scenario':
      return runScenario(rest)
    case undefined:
    case 'help':
    case '--help':
      say(usage)
      return 0
    default:
      throw new Error(`"${command}" is no command of the lab.\n${usage}`)
  }
}

/** The option stands before the command of an `exec`, whose words are its own. */
function takeKernel(args: string[]): { kernel: string | null; given: string[] } {
  const end = args.indexOf('--')
  const at = args.indexOf('--kernel')
  if (at < 0 || (end >= 0 && at > end)) return { kernel: null, given: args }
  return { kernel: args[at + 1] ?? '', given: args.toSpliced(at, 2) }
}

async function runUp(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      hosts: { type: 'string', default: '1' },
      engine: { type: 'string', multiple: true, default: [] },
      'live-restore': { type: 'boolean', default: true },
      fresh: { type: 'boolean', default: false },
    },
  })
  const started = performance.now()
  await up({
    hosts: Number(values.hosts),
    engines: Object.fromEntries(values.engine.map(parseEngine)),
    liveRestore: values['live-restore'],
    fresh: values.fresh,
    log: say,
  })
  say(`The lab is up after ${((performance.now() - started) / 1000).toFixed(1)} s.`)
  return runStatus()
}

function parseEngine(text: string): [string, EngineSource] {
  const [host = '', source] = text.split('=')
  const parsed = engineSourceSchema.safeParse(source)
  if (parsed.success) return [host, parsed.data]
  throw new Error(`--engine ${text}: wants HOST=SOURCE with ${engineSourceSchema.options.join(' or ')} as source`)
}

async function runStatus(): Promise<number> {
  const hosts = await status()
  if (hosts.length === 0) say('The lab is down.')
  for (const host of hosts) say(statusLine(host))
  return 0
}

function statusLine(host: HostStatus): string {
  const engine = `engine ${host.version ?? 'of unknown version'} from ${host.engine}, ${host.state}`
  const containers = host.containers === null ? '' : `, ${host.containers} containers`
  return `${host.host}  ${host.address}  ${engine}${host.pid === null ? '' : ` as ${host.pid}`}${containers}  ${host.socket}`
}

/** Hands the terminal to the command inside, and ends as it ends. */
function runExec(args: string[]): Promise<number> {
  const [member, ...given] = args
  const argv = given[0] === '--' ? given.slice(1) : given
  if (member === undefined || argv.length === 0) throw new Error(`exec wants a host and a command.\n${usage}`)
  const [program = '', ...words] = [...enterArgv(member), ...argv]
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'inherit', env: insideEnvironment })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

const engineDeeds: Record<string, (host: string) => Promise<void>> = {
  start: startEngine,
  stop: stopEngine,
  kill: killEngine,
  freeze: freezeEngine,
  thaw: thawEngine,
}

async function runEngine([host = '', deed = '']: string[]): Promise<number> {
  const act = engineDeeds[deed]
  if (act === undefined) throw new Error(`engine wants a host and one of ${Object.keys(engineDeeds).join(', ')}`)
  requireMember(host)
  await act(host)
  return runStatus()
}

async function runScenario(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      host: { type: 'string', multiple: true },
      containers: { type: 'string', default: '200' },
      networks: { type: 'string', default: '40' },
    },
  })
  const [name] = positionals
  if (values.list) {
    for (const scenario of scenarios) say(`${scenario.name}  ${scenario.about}`)
    return 0
  }
  if (name === undefined) throw new Error('scenario wants a name; "scenario --list" shows them')
  const isSwarm = scenarioByName(name).kind === 'swarm'
  const hosts = values.host ?? (isSwarm ? presentHosts() : ['host1'])
  for (const host of hosts) requireMember(host)
  const size = { containers: Number(values.containers), networks: Number(values.networks) }
  const started = performance.now()
  if (isSwarm) await applySwarmScenario(hosts, name)
  else await Promise.all(hosts.map((host) => applyScenario(host, name, size)))
  say(`${hosts.join(', ')}: ${name} is there after ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return runStatus()
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
