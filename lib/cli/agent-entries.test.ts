import { describe, expect, it } from 'vitest'
import { parseAgentEntries } from './agent-entries.js'

describe('PORTOLAN_AGENTS', () => {
  it('names hosts in their order', () => {
    expect(parseAgentEntries('local, context:prod-1.eu,host2:4748,[2001:db8::7]:4748,tasks.agent:4748')).toEqual({
      ok: true,
      entries: [
        { kind: 'local', text: 'local' },
        { kind: 'context', text: 'context:prod-1.eu', context: 'prod-1.eu' },
        { kind: 'network', text: 'host2:4748' },
        { kind: 'network', text: '[2001:db8::7]:4748' },
        { kind: 'network', text: 'tasks.agent:4748' },
      ],
    })
  })

  it.each([
    ['', /"" is none of these/],
    ['local,', /"" is none of these/],
    ['host2', /"host2" is none/],
    ['host2:0', /"host2:0" is none/],
    ['2001:db8::7:4748', /is none/],
    ['context:', /"context:" is none/],
    ['context:a=b', /is none/],
    ['unix:/run/agent.sock', /is none/],
    ['local,local', /"local" twice/],
  ])('"%s" is refused', (list, reason) => {
    expect(parseAgentEntries(list)).toEqual({ ok: false, reason: expect.stringMatching(reason) })
  })
})
