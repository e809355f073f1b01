import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { HostId } from '../model/id.ts'
import { openKeyPins } from './key-pins.ts'

const [one, two] = ['1'.repeat(64), '2'.repeat(64)]

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-pins-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

it.each(['host1', 'constructor', 'toString', 'hasOwnProperty'])('pins a host called %s at first sight', (name) => {
  const hostId = HostId.parse(name)
  const folder = makeFolder()
  for (const pins of [openKeyPins(null), openKeyPins(folder), openKeyPins(folder)]) {
    expect(pins.check(hostId, one, '192.0.2.1:4748')).toBeNull()
    expect(pins.check(hostId, two, '192.0.2.1:4748')).toContain('another than the one of this host at first sight')
  }
  expect(Object.keys(JSON.parse(readFileSync(join(folder, 'agents.json'), 'utf8')).agents)).toEqual([name])
})
