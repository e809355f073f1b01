import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { copyOutOfDebianKernel } from '../../e2e/lab/debian-kernel/copy-out.ts'
import { runDebianKernelCommand } from '../../e2e/lab/debian-kernel/debian-kernel-command.ts'
import { streamInDebianKernel } from '../../e2e/lab/debian-kernel/run-in-debian-kernel.ts'
import type { AccuracyOptions } from './read-accuracy-options.ts'

const folderInside = '/tmp/accuracy'

/** The same bench, run by the virtual machine with Debian's kernel on hosts of its own; report and recording are copied out. */
export async function accuracyInDebianKernel(options: AccuracyOptions, words: readonly string[]): Promise<number> {
  // Hosts as they are by default would end a swarm that is to be kept.
  if (!options.keepScenario) {
    const made = await runDebianKernelCommand('up', [
      ...['--hosts', '3', '--engine', 'host3=sid'],
      ...(options.keepLab ? [] : ['--fresh']),
    ])
    if (made !== 0) return made
  }
  try {
    const isOutside = (word: string | undefined) => word === '--report' || word === '--record'
    const inner = [...words.filter((word, at) => !isOutside(word) && !isOutside(words[at - 1])), '--inside']
    if (options.report !== null) inner.push('--report', `${folderInside}/report`)
    if (options.record !== null) inner.push('--record', `${folderInside}/record`)
    const argv = [process.execPath, '--import', 'tsx', 'bench/accuracy/accuracy.ts', ...inner]
    const code = await streamInDebianKernel(
      ['sh', '-c', `mkdir -p ${folderInside}/record && exec "$@"`, 'sh', ...argv],
      { input: '', output: process.stdout, error: process.stderr },
    )
    if (options.report !== null) await copyReport(resolve(options.report))
    if (options.record !== null) await copyOutOfDebianKernel(`${folderInside}/record`, resolve(options.record))
    return code
  } finally {
    if (!options.keepLab) await runDebianKernelCommand('down', [])
  }
}

async function copyReport(file: string): Promise<void> {
  const output = createWriteStream(file)
  await streamInDebianKernel(['cat', `${folderInside}/report`], { input: '', output, error: process.stderr })
  await new Promise<void>((done) => output.end(done))
}
