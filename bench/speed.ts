import './own-lab.ts'
import { withBenchHost } from './bench-host.ts'
import { measureApiRead } from './measure-api-read.ts'
import { measureInside } from './measure-inside.ts'
import { printMissedAims } from './print-figure.ts'
import { readOptions } from './read-options.ts'

const alone = { api: measureApiRead, inside: measureInside }

const options = readOptions(process.argv.slice(2), Object.keys(alone))
await withBenchHost(options.keepLab, async (host) => {
  for (const [name, measure] of Object.entries(alone)) {
    if (options.only.length === 0 || options.only.includes(name)) await measure(host)
  }
})
printMissedAims()
