// @ts-check
// `npm run agent`: an agent on this host for a web process elsewhere. Runs before anything is installed: Node's own modules only.
import { fileURLToPath } from 'node:url'
import { buildAgentAlone, whyBuildAgent } from './build.js'
import { installDependencies } from './dependencies.js'
import { inertLines } from './inert-lines.js'
import { startOwn } from './own-process.js'
import { agentCommand, agentEnvironment } from './start-agent.js'
import { makeStateFolder, stateFolder } from './state-folder.js'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

const help = `Usage: npm run agent -- --listen HOST:PORT --secret-file FILE

Reads this host's Docker networks and tells them to a Portolan elsewhere that holds the same secret.

  --listen HOST:PORT    where it answers, encrypted, whoever proves to know the secret (PORTOLAN_AGENT_LISTEN)
  --secret-file FILE    one word of 32 characters or more (PORTOLAN_SECRET_FILE); make it with: openssl rand -hex 32
  --state-dir FOLDER    where its own key is kept (PORTOLAN_AGENT_STATE)

There it is shown by: PORTOLAN_AGENTS=local,HOST:PORT PORTOLAN_SECRET_FILE=FILE npm start`

const args = process.argv.slice(2)
if (args.length === 0 && !process.env.PORTOLAN_AGENT_LISTEN) {
  console.error(help)
  process.exit(2)
}
if (args.includes('--help') || args.includes('-h')) {
  console.log(help)
  process.exit(0)
}

installDependencies(root, console.log)
const why = whyBuildAgent(root)
if (why) {
  console.log(`Building the agent: ${why}.`)
  await buildAgentAlone(root)
}
const isTold = process.env.PORTOLAN_AGENT_STATE || args.some((word) => word.startsWith('--state-dir'))
const state = isTold ? null : stateFolder('portolan-agent', undefined)
const problem = state && makeStateFolder(state, null)
if (problem) {
  console.error(
    inertLines(`The agent's key cannot be kept in ${state}: ${problem}. Name another folder by --state-dir.`),
  )
  process.exit(1)
}

const agent = startOwn({
  name: 'The agent',
  argv: [...agentCommand(root), '--follow-parent', ...(state ? ['--state-dir', state] : []), ...args],
  env: { ...process.env, ...agentEnvironment },
  cwd: process.cwd(),
  onLine(line) {
    /** @type {import('./start-agent.js').FirstLine} */
    const first = JSON.parse(line)
    if (!first.ready) return // it ends now, and says why
    console.log(inertLines(`The agent of ${first.hostName} serves. ${first.detail}\nCtrl+C ends it.`))
    agent.settle()
  },
  onError: (line) => console.error(inertLines(line)),
})
let told = false
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    told = true
    void agent.end()
  })
}
const reason = await agent.ended
if (!told) console.error(inertLines(reason))
process.exit(told ? 0 : 1)
