import { z } from 'zod'
import { exec } from './lab/enter.ts'

const Processes = z.array(z.object({ pid: z.number(), command: z.string() }))

/** Every process of a lab host as the host counts them. */
export async function processesOf(host: string): Promise<z.infer<typeof Processes>> {
  const script = `const fs = require('node:fs')
console.log(JSON.stringify(fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).flatMap((pid) => {
  try { return [{ pid: Number(pid), command: fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8').replaceAll('\\0', ' ').trim() }] }
  catch (error) { if (['ENOENT', 'ESRCH'].includes(error.code)) return []; throw error }
}).filter(({ pid, command }) => pid !== process.pid && command !== '')))`
  return Processes.parse(JSON.parse(await exec(host, [process.execPath, '-e', script])))
}
