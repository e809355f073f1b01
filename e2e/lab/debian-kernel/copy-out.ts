import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { streamInDebianKernel } from './run-in-debian-kernel.ts'

/** Copies what a folder of the virtual machine holds into a folder outside. */
export async function copyOutOfDebianKernel(inside: string, outside: string): Promise<void> {
  mkdirSync(outside, { recursive: true })
  const unpacking = spawn('tar', ['-xf', '-', '--no-same-owner', '-C', outside], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  const unpacked = once(unpacking, 'close')
  const code = await streamInDebianKernel(['tar', '-cf', '-', '-C', inside, '.'], {
    input: '',
    output: unpacking.stdin,
    error: process.stderr,
  })
  unpacking.stdin.end()
  const [unpackCode] = await unpacked
  if (code !== 0 || unpackCode !== 0) throw new Error(`${inside} could not be copied to ${outside}`)
}
