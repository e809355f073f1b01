import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { runDebianKernelCommand } from '../../e2e/lab/debian-kernel/debian-kernel-command.ts'
import { streamInDebianKernel } from '../../e2e/lab/debian-kernel/run-in-debian-kernel.ts'
import type { AccuracyOptions } from './read-accuracy-options.ts'

const folderInside = '/tmp/accuracy'

/** The same bench, run by the virtual machine with Debian's kernel on hosts of its own; the report is copied out. */
export async function accuracyInDebianKernel(options: AccuracyOptions, words: readonly string[]): Promise<number> {
  const made = await runDebianKernelCommand('up', [
    ...['--hosts', '3', '--engine', 'host3=sid'],
    ...(options.keepLab ? [] : ['--fresh']),
  ])
  if (made !== 0) return made
  try {
    const inner = [...words.filter((word, at) => word !== '--report' && words[at - 1] !== '--report'), '--inside']
    const argv = [process.execPath, '--import', 'tsx', 'bench/accuracy/accuracy.ts', ...inner]
    const report = ['--report', `${folderInside}/report`]
    const code = await streamInDebianKernel(
      ['sh', '-c', `mkdir -p ${folderInside} && exec "$@"`, 'sh', ...argv, ...(options.report ? report : [])],
      { input: '', output: process.stdout, error: process.stderr },
    )
    if (options.report !== null) await copyReport(resolve(options.report))
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
