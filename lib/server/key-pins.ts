import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { HostId } from '../model/id.ts'

export type KeyPins = {
  /** Why an agent with this key must not tell of the host; null where it may. A host that is new is pinned to the key. */
  check(hostId: HostId, keyFingerprint: string, address: string): string | null
  /** Why pins do not outlive this process; null where they do. */
  trouble(): string | null
}

const Pin = z.object({ keyFingerprint: z.string(), firstSeen: z.string(), address: z.string() })
type Pin = z.infer<typeof Pin>

const PinFile = z.object({ agents: z.record(z.string(), Pin) })
type Pins = z.infer<typeof PinFile>['agents']

/**
 * The key of each host's agent, as it was at first sight. They are kept in `agents.json` of the folder: who takes a line out there makes Portolan
 * take the next key that it sees.
 */
export function openKeyPins(folder: string | null): KeyPins {
  const file = folder && join(folder, 'agents.json')
  /** Seen by this process, and not in the file. */
  const unwritten = new Map<string, Pin>()
  let trouble = file ? null : 'PORTOLAN_STATE names no folder'

  /** Read for each question: what a person changed in the file counts at once. Null where it cannot be read. */
  function read(): Pins | null {
    if (!file) return {}
    try {
      const pins = PinFile.parse(JSON.parse(readFileSync(file, 'utf8'))).agents
      trouble = null
      return pins
    } catch (error) {
      if (isAbsent(error)) return {}
      trouble = `${file} cannot be read: ${messageOf(error)}`
      return null
    }
  }

  function add(pins: Pins | null, hostId: HostId, pin: Pin): void {
    unwritten.set(hostId, pin)
    // A file that is not understood is somebody's; it stays as it is.
    if (!file || !pins) return
    try {
      const agents = { ...pins, ...Object.fromEntries(unwritten) }
      writeFileSync(`${file}.new`, `${JSON.stringify({ agents }, null, 2)}\n`, { mode: 0o600 })
      renameSync(`${file}.new`, file)
      unwritten.clear()
      trouble = null
    } catch (error) {
      trouble = `${file} cannot be written: ${messageOf(error)}`
    }
  }

  return {
    check(hostId, keyFingerprint, address) {
      const pins = read()
      const pin = (pins && Object.hasOwn(pins, hostId) ? pins[hostId] : null) ?? unwritten.get(hostId)
      if (!pin) {
        add(pins, hostId, { keyFingerprint, firstSeen: new Date().toISOString(), address })
        return null
      }
      if (pin.keyFingerprint === keyFingerprint) return null
      const advice =
        file && !unwritten.has(hostId)
          ? `If the agent was set up anew, take ${JSON.stringify(hostId)} out of ${file}.`
          : 'If the agent was set up anew, start the web process again.'
      return `Its key is another than the one of this host at first sight (${short(pin.keyFingerprint)}, ${pin.firstSeen}, at ${pin.address}; now ${short(keyFingerprint)}). ${advice}`
    },
    trouble: () => trouble,
  }
}

const short = (fingerprint: string): string => fingerprint.slice(0, 16)

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return `it has another form (${error.issues[0]?.path.join('.')})`
  return error instanceof Error ? error.message : String(error)
}
