import { expect, it } from 'vitest'
import { parseIpvs } from './parse-ipvs.ts'

it('reads marks and addresses out of their hex digits', () => {
  const { value, problems } = parseIpvs(`IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port Forward Weight ActiveConn InActConn
FWM  00000102 rr
  -> 0A00011B:0000      Masq    1      0          0
  -> 0A00011C:0000      Route   0      2          5
TCP  0A000105:0050 wrr
`)
  expect(problems).toEqual([])
  expect(value).toEqual([
    {
      service: 'fwmark 258',
      scheduler: 'rr',
      destinations: [
        { address: '10.0.1.27:0', weight: 1, forward: 'Masq' },
        { address: '10.0.1.28:0', weight: 0, forward: 'Route' },
      ],
    },
    { service: 'tcp 10.0.1.5:80', scheduler: 'wrr', destinations: [] },
  ])
})

it('says which line it does not understand', () => {
  expect(parseIpvs('FWM  xyz rr\n').problems).toEqual([
    { code: 'not-understood', reason: '1 lines, first: FWM  xyz rr' },
  ])
})
