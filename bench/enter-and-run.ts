import { spawn } from 'node:child_process'

const tool = 'nsenter'

/** Runs a shell script in the network namespace behind a file and gathers what it prints. */
export function enterAndRun(namespaceFile: string, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, [`--net=${namespaceFile}`, '--', 'sh', '-c', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH, LC_ALL: 'C', NODE_ENV: 'production' },
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', () => resolve(Buffer.concat(chunks).toString()))
  })
}
