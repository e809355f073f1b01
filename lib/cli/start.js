// @ts-check
// `npm start`: from a fresh clone to a page in the browser. Runs before anything is installed: Node's own modules only.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { askHosts, waitUntilReady } from './ask-started.js'
import { build, whyBuild } from './build.js'
import { installDependencies } from './dependencies.js'
import { inertLines } from './inert-lines.js'
import { whyNotListen } from './port-free.js'
import { removeRunFolder } from './run-folder.js'
import { startAgent } from './start-agent.js'
import { help, parseStartOptions } from './start-options.js'
import { startWeb } from './start-web.js'
import { prepareWebPlace } from './web-place.js'
import { whyNotUnprivileged } from './web-user.js'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const demoFolder = join(root, 'public/demo')
const tokenFile = process.env.PORTOLAN_TOKEN_FILE ?? null

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
  const prepared = prepareWebPlace(root, { webAsRoot: options.webAsRoot, tokenFile })
  if (!prepared.ok) return end(1, prepared.reason)
  const { place } = prepared
  undo.push(() => removeRunFolder(place.folder))

  const agent = await startSeeing(options, place)
  const web = startWeb({
    place,
    host: options.host,
    port: options.port,
    onError: (line) => console.error(inertLines(`web: ${line}`)),
  })
  undo.push(() => web.end())
  void web.ended.then((reason) => end(1, reason))

  const url = urlOf(options)
  if (!(await waitUntilReady(url, () => !web.running() || !agent.running()))) {
    return end(1, `The web process does not answer at ${url}.`)
  }
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
 * The agent on this host, or on a recording where that was asked for or no engine is meant to be here.
 * @param {import('./start-options.js').StartOptions} options
 * @param {import('./web-user.js').WebPlace} place
 */
async function startSeeing(options, place) {
  const chosen = options.demo ? demoFolder : options.recording
  const live = await runAgent(place, chosen)
  const engineMeant = process.env.DOCKER_HOST || process.env.DOCKER_CONTEXT || existsSync('/var/run/docker.sock')
  if (chosen || live.first.engine !== 'absent' || engineMeant || !existsSync(demoFolder)) return live.agent
  say(`No Docker engine was found: ${live.first.detail}`)
  console.log('A recording is shown instead. Start an engine, or name one by DOCKER_HOST, and run npm start again.')
  undo.pop()
  await live.stop()
  return (await runAgent(place, demoFolder)).agent
}

/**
 * @param {import('./web-user.js').WebPlace} place
 * @param {string | null} recording
 */
async function runAgent({ socket, socketGroup }, recording) {
  const started = await startAgent({
    root,
    socket,
    socketGroup,
    recording,
    onError: (line) => console.error(inertLines(`agent: ${line}`)),
  })
  if (!started.ok) return end(1, started.reason)
  const { agent, first } = started
  let wanted = true
  void agent.ended.then((reason) => wanted && end(1, reason))
  const stop = () => {
    wanted = false
    return agent.end()
  }
  undo.push(stop)
  return { agent, first, stop }
}

/**
 * @param {string} url
 * @param {string} webWords
 */
async function report(url, webWords) {
  const token = tokenFile && readFileSync(tokenFile, 'utf8').trim()
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
