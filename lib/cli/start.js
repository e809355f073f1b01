// @ts-check
// `npm start`: from a fresh clone to a page in the browser. Runs before anything is installed: Node's own modules only.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { askHosts, waitForAgents, waitUntilReady } from './ask-started.js'
import { build, whyBuild } from './build.js'
import { installDependencies } from './dependencies.js'
import { inertLines } from './inert-lines.js'
import { keepAgent } from './keep-agent.js'
import { whyNotListen } from './port-free.js'
import { removeRunFolder } from './run-folder.js'
import { help, parseStartOptions } from './start-options.js'
import { startWeb } from './start-web.js'
import { makeStateFolder, stateFolder } from './state-folder.js'
import { prepareWebPlace } from './web-place.js'
import { nobody, whyNotUnprivileged } from './web-user.js'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const demoFolder = join(root, 'public/demo')
const tokenFile = process.env.PORTOLAN_TOKEN_FILE ?? null
const secretFile = process.env.PORTOLAN_SECRET_FILE ?? null

/** @type {Record<number, string>} */
const sightWords = {
  1: 'a recording',
  2: 'the Docker API alone',
  3: 'the Docker API and the kernel',
  4: 'agents on every node',
}

/** What is to be undone at the end, last first. @type {(() => unknown)[]} */
const undo = []
/** @type {Promise<never> | null} */
let ending = null

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => end(0))
await main().catch((error) => end(1, error instanceof Error ? error.message : String(error)))

async function main() {
  const parsed = parseStartOptions(process.argv.slice(2), process.env)
  if (!parsed.ok) return end(2, `${parsed.reason}\n\n${help}`)
  const { options } = parsed
  if (options.help) return console.log(help)

  const blocked = whyNotThisNode() ?? (await whyNotListen(options.host, options.port))
  if (blocked) return end(1, blocked)
  await prepareBuild()
  const prepared = prepareWebPlace(root, { webAsRoot: options.webAsRoot, secrets: { tokenFile, secretFile } })
  if (!prepared.ok) return end(1, prepared.reason)
  const { place } = prepared
  undo.push(() => removeRunFolder(place.folder))

  const seeing = await startSeeing(options, place)
  const web = startWeb({
    place,
    host: options.host,
    port: options.port,
    agents: seeing.map(({ address }) => address).join(),
    stateFolder: prepareState(options, place),
    onError: (line) => console.error(inertLines(`web: ${line}`)),
  })
  undo.push(() => web.end())
  void web.ended.then((reason) => end(1, reason))

  const url = urlOf(options)
  // With agents elsewhere alone there may be nothing to see for as long as they are silent.
  const sign = seeing.some(({ kept }) => kept) ? 'readyz' : 'healthz'
  const gone = () => !web.running() || seeing.some(({ kept }) => kept?.running() === false)
  if (!(await waitUntilReady(`${url}/${sign}`, gone))) return end(1, `The web process does not answer at ${url}.`)
  web.settle()
  const wrong = place.unprivileged ? whyNotUnprivileged(web.pid) : null
  if (wrong) return end(1, `The web process has rights that it should not have: ${wrong}.`)
  await report(url, place.words)
}

async function prepareBuild() {
  installDependencies(root, console.log)
  const why = whyBuild(root)
  if (!why) return
  console.log(`Building Portolan: ${why}.`)
  await build(root, console.log)
}

/**
 * An agent process for this host and each docker context, and the addresses of the others; for a recording one that shows it. Where this host alone was
 * to be shown and no engine is meant to be here, a recording is shown.
 * @param {import('./start-options.js').StartOptions} options
 * @param {import('./web-user.js').WebPlace} place
 */
async function startSeeing(options, place) {
  const recording = options.demo ? demoFolder : options.recording
  const alone = options.agents.length === 1
  const seeing = await Promise.all(
    options.agents.map((entry, index) => runAgent({ entry, index, alone, place, recording })),
  )
  const [only] = seeing
  const engineMeant = process.env.DOCKER_HOST || process.env.DOCKER_CONTEXT || existsSync('/var/run/docker.sock')
  if (!alone || !only?.kept || only.entry.kind !== 'local' || recording || engineMeant) return seeing
  if (only.kept.first.engine !== 'absent' || !existsSync(demoFolder)) return seeing
  say(`No Docker engine was found: ${only.kept.first.detail}`)
  console.log('A recording is shown instead. Start an engine, or name one by DOCKER_HOST, and run npm start again.')
  await only.kept.stop()
  return [await runAgent({ entry: only.entry, index: 0, alone, place, recording: demoFolder })]
}

/**
 * @param {object} what
 * @param {import('./agent-entries.js').AgentEntry} what.entry
 * @param {number} what.index
 * @param {boolean} what.alone
 * @param {import('./web-user.js').WebPlace} what.place
 * @param {string | null} what.recording
 */
async function runAgent({ entry, index, alone, place, recording }) {
  if (entry.kind === 'network') return { entry, address: entry.text, kept: null }
  const socket = join(place.socketFolder, `${index}.sock`)
  const context = entry.kind === 'context' ? entry.context : null
  const started = await keepAgent(
    {
      ...{ root, socket, socketGroup: place.socketGroup, recording, context },
      onError: (line) => console.error(inertLines(`${nameOf(entry, alone)}: ${line}`)),
    },
    {
      alone,
      onEnd: (reason) => (alone ? end(1, reason) : console.error(inertLines(`${nameOf(entry, alone)}: ${reason}`))),
    },
  )
  if (!started.ok) return end(1, started.reason)
  undo.push(() => started.kept.stop())
  return { entry, address: `${entry.text}=unix:${socket}`, kept: started.kept }
}

/**
 * @param {import('./agent-entries.js').AgentEntry} entry
 * @param {boolean} alone
 */
const nameOf = (entry, alone) => (alone ? 'agent' : `agent ${entry.text}`)

/**
 * Where the keys of agents over the network are remembered; null where there is none.
 * @param {import('./start-options.js').StartOptions} options
 * @param {import('./web-user.js').WebPlace} place
 */
function prepareState(options, place) {
  if (options.agents.every(({ kind }) => kind !== 'network')) return null
  const folder = stateFolder('portolan', process.env.PORTOLAN_STATE)
  const problem = makeStateFolder(folder, place.unprivileged ? nobody : null)
  if (problem) say(`The keys of agents cannot be remembered in ${folder}: ${problem}`)
  return folder
}

/**
 * @param {string} url
 * @param {string} webWords
 */
async function report(url, webWords) {
  const token = tokenFile && readFileSync(tokenFile, 'utf8').trim()
  const agents = await waitForAgents(url, token)
  const { hosts, statuses } = await askHosts(url, token)
  console.log()
  say(`Portolan is at ${url}${token ? ' (sign in with the token of PORTOLAN_TOKEN_FILE)' : ''}`)
  for (const { hostId, engine, sight, sightReason, recordingName, recordedAt } of statuses) {
    const host = hosts.find(({ id }) => id === hostId)
    say(`  Host    ${host?.name ?? hostId}`)
    if (recordedAt !== null) say(`  Demo    ${recordingName}, recorded ${new Date(recordedAt).toISOString()}`)
    say(`  Engine  ${[host?.engine?.version, engine.state].filter(Boolean).join(', ')}: ${engine.detail}`)
    const seen = sight === 3 && engine.state === 'absent' ? 'the kernel without an engine' : sightWords[sight]
    say(`  Sight   ${sight} of 4, ${seen}${sightReason ? `: ${sightReason}` : ''}`)
  }
  for (const { address, state, detail } of agents) {
    if (state === 'refused') say(`  Agent   ${address} is not believed: ${detail}`)
    else if (state !== 'connected') say(`  Agent   ${address} does not answer yet: ${detail}`)
  }
  say(`  Web     runs ${webWords}`)
  say('Ctrl+C ends it all.')
}

/** One line. @param {string} text */
function say(text) {
  console.log(inertLines(text).replaceAll('\n', ' '))
}

/** @param {import('./start-options.js').StartOptions} options */
function urlOf({ host, port }) {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

/** The oldest Node that Next runs on. */
function whyNotThisNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return null
  return `Portolan needs Node 20.9 or newer; this is ${process.versions.node}.`
}

/**
 * Ends what was started, last first, and this process. Whoever comes second waits for the first.
 * @param {number} code
 * @param {string} [message]
 * @returns {Promise<never>}
 */
function end(code, message) {
  ending ??= (async () => {
    if (message) console.error(inertLines(message))
    for (const step of undo.reverse()) await step()
    process.exit(code)
  })()
  return ending
}
