import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The program that runs inside a namespace: as written, or bundled beside the bundle that this is part of. */
export function runnerFile(): string {
  const written = fileURLToPath(new URL('./runner/main.js', import.meta.url))
  return existsSync(written) ? written : fileURLToPath(new URL('./probe-runner.js', import.meta.url))
}
