import type { ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { enterArgv, insideEnvironment } from './lab/enter.ts'
import { hostAddresses } from './lab/host-addresses.ts'
import { hostSocket, shareFolder } from './lab/lab-paths.ts'
import { waitUntil } from './lab/wait-until.ts'
import { makeCertificates } from './make-certificates.ts'
import { endProcess, evidenceFolder, root, startKept } from './own-processes.ts'

const port = 2376

/** A host's engine behind TLS on the underlay, as `dockerd --tlsverify` has it. */
export type TlsDoor = {
  readonly host: string
  /** `tcp://ADDRESS:PORT` */
  readonly url: string
  /** A folder at the client's host with the ca.pem, cert.pem and key.pem of one that is let in. */
  readonly certificates: string
  open(): Promise<void>
  close(): Promise<void>
}

/** Makes the certificates of a host's door and of one client at another host; the door is closed still. */
export async function placeTlsDoor(host: string, clientHost: string): Promise<TlsDoor> {
  const address = hostAddresses(host).v4
  const server = join(shareFolder(host), 'tls-door')
  const certificates = join(shareFolder(clientHost), `tls-client-of-${host}`)
  await makeCertificates({ authority: join(shareFolder(host), 'tls-authority'), server, client: certificates }, address)
  let door: ChildProcess | null = null
  return {
    host,
    url: `tcp://${address}:${port}`,
    certificates,
    async open() {
      mkdirSync(evidenceFolder, { recursive: true })
      const script = join(root, 'e2e/tls-door.js')
      door = startKept(
        [...enterArgv(host), process.execPath, script, hostSocket(host), address, String(port), server],
        insideEnvironment,
        `${host}-tls-door.log`,
      )
      await saysOpen(door, host)
    },
    async close() {
      if (door) await endProcess(door)
    },
  }
}

async function saysOpen(door: ChildProcess, host: string): Promise<void> {
  let said = ''
  door.stdout?.on('data', (part: Buffer) => {
    said += part.toString()
  })
  await waitUntil(`the TLS door of ${host} is open`, () => {
    if (door.exitCode !== null) throw new Error(`The TLS door of ${host} ended with code ${door.exitCode}`)
    return said === 'open\n'
  })
}
