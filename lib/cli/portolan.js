// @ts-check
// `npm run -s portolan -- path FROM TO`: questions on the command line. Runs before anything is installed: Node's own modules only. What is built is
// told on standard error, so that standard output holds the answer alone.
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAgentAlone, whyBuildAgent } from './build.js'
import { installDependencies } from './dependencies.js'
import { inertLines } from './inert-lines.js'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

const help = `Usage: npm run -s portolan -- COMMAND

  path FROM TO    whether a packet gets from one to the other, and what stops it (path --help)`

const [command, ...args] = process.argv.slice(2)
if (command === 'path') await run()
else {
  const asked = command === '--help' || command === '-h'
  const out = asked ? process.stdout : process.stderr
  out.write(`${help}\n`)
  process.exitCode = asked ? 0 : 2
}

async function run() {
  try {
    installDependencies(root, console.error)
    const why = whyBuildAgent(root)
    if (why) {
      console.error(`Building the command: ${why}.`)
      await buildAgentAlone(root)
    }
    /** @type {typeof import('./path/run-path.ts')} */
    const { runPath } = await import(pathToFileURL(join(root, 'dist/path-command.js')).href)
    process.exitCode = await runPath(args, root)
  } catch (error) {
    console.error(inertLines(error instanceof Error ? error.message : String(error)))
    process.exitCode = 3
  }
}
