import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HostSource, KernelReads } from '../host/host-source.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { readAll } from './read-all.ts'
import { readFirewall } from './read-firewall.ts'

const recorded = await openRecordedSource(join(import.meta.dirname, '../../public/demo'))
const save = '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -s 203.0.113.77/32 -j DROP\nCOMMIT\n'

async function readHost() {
  const answers = await readAll(recorded)
  const [inode = 0] = [...answers.namespaces].find(([, { ref }]) => ref.isHost) ?? []
  return { answers, inode, before: answers.namespaces.get(inode) }
}
const withReads = (readNamespace: KernelReads['readNamespace']): HostSource => ({
  ...recorded,
  kernel: { ...recorded.kernel, readNamespace },
})

describe('readFirewall', () => {
  it('takes the rules anew and leaves the rest and its age as they were', async () => {
    const { answers, inode, before } = await readHost()
    const source = withReads(async (ref, only) => {
      const answer = await recorded.kernel.readNamespace(ref)
      if (!answer.ok || !only) return answer
      const { nft: _nft, ...others } = answer.value
      const skipped = { state: 'skipped' } as const
      const value = {
        ...others,
        links: skipped,
        routes4: skipped,
        nft: skipped,
        iptables: { state: 'read', text: save } as const,
      }
      return { ...answer, value, readAt: answer.readAt + 60_000 }
    })
    await readFirewall(source, answers, inode)
    const after = answers.namespaces.get(inode)
    const { firewall, ...rest } = after?.value ?? {}
    const { firewall: _before, ...restBefore } = before?.value ?? {}
    expect(rest).toEqual(restBefore)
    expect(after?.latest).toEqual(before?.latest)
    expect(JSON.stringify(firewall)).toContain('203.0.113.77/32')
  })

  it('reads all of a namespace whose rules alone could not be read', async () => {
    const { answers, inode, before } = await readHost()
    const source = withReads(async (ref, only) =>
      only
        ? { ok: false, source: 'netns', code: 'timeout', reason: 'nft did not end', readAt: 1 }
        : recorded.kernel.readNamespace(ref),
    )
    await readFirewall(source, answers, inode)
    expect(answers.namespaces.get(inode)?.value).toEqual(before?.value)
  })
})
