import { parseArgs } from 'node:util'
import { maskInspect } from '../collect/mask.ts'
import { openLiveSource } from '../host/open-live-source.ts'
import { writeRecording } from '../host/write-recording.ts'
import { inertLines } from './inert-lines.js'

const usage = `npm run record -- DIR [--name WORDS] [--docker-host ADDRESS]

Writes what this host's engine and kernel say now into DIR, secrets masked, beside the raw output of the tools of the same moment.
Look at a recording with: npm start -- --recording DIR`

/** `npm run record`: one host into a folder. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { name: { type: 'string' }, 'docker-host': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const [folder, ...more] = positionals
  if (values.help || !folder || more.length > 0) {
    process.stdout.write(`${usage}\n`)
    return values.help ? 0 : 2
  }
  const source = await openLiveSource({ dockerHost: values['docker-host'] ?? null })
  try {
    const version = await source.engine.readVersion()
    if (!version.ok) {
      process.stderr.write(inertLines(`Nothing recorded: ${source.endpoint} does not answer. ${version.reason}\n`))
      return 1
    }
    await writeRecording(source, folder, { name: values.name ?? `engine ${version.value.version}`, mask: maskInspect })
    process.stdout.write(inertLines(`Recorded engine ${version.value.version} (${source.endpoint}) into ${folder}\n`))
    return 0
  } finally {
    await source.close()
  }
}

process.exitCode = await main()
