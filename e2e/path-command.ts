import { join } from 'node:path'
import { execToEnd } from './lab/enter.ts'
import { root } from './own-processes.ts'

/** Runs `npm run -s portolan -- path WORDS` inside a lab host, with these settings besides. */
export async function pathCommand(host: string, words: string[], settings: Record<string, string> = {}) {
  const set = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  const command = [process.execPath, join(root, 'lib/cli/portolan.js'), 'path', ...words]
  const { code, stdout, stderr } = await execToEnd(host, ['env', ...set, ...command])
  return { code, stdout, stderr, firstLine: stdout.split('\n')[0] ?? '' }
}
