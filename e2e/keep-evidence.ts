import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { evidenceFolder } from './own-processes.ts'

let count = 0

/** Keeps what Portolan said, for the spec that looks for leaks at the end of the run. `ending` is one of json, ndjson, html, svg. */
export function keepEvidence(text: string, what: string, ending: 'json' | 'ndjson' | 'html' | 'svg'): void {
  count += 1
  writeFileSync(
    join(evidenceFolder, `${process.pid}-${count}-${what.replace(/[^a-z0-9-]+/gi, '-').slice(0, 80)}.${ending}`),
    text,
  )
}
