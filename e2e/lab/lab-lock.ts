import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { cacheFolder } from './lab-paths.ts'

/** Does one piece of work while no other process builds or ends a lab. The kernel frees the lock when this process ends. */
export async function withLabLock<Value>(work: () => Promise<Value>): Promise<Value> {
  mkdirSync(cacheFolder, { recursive: true })
  const holder = spawn('flock', ['-w', '600', cacheFolder, 'sh', '-c', 'echo locked; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(holder, 'close')
  const locked = await Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)])
  if (!locked) throw new Error(`Another run has held the lock on ${cacheFolder} for ten minutes`)
  try {
    return await work()
  } finally {
    holder.stdin.end()
    await ended
  }
}
