import { describe, expect, it } from 'vitest'
import { parseEngineContainer } from './engine-container.ts'
import { parseEngineInfo } from './engine-info.ts'
import { parseEngineNetwork } from './engine-network.ts'

/** The least that an engine sends: newer ones leave out what is empty. */
const sparse = {
  Id: 'c'.repeat(64),
  State: { Status: 'running', Running: true, Pid: 7 },
  HostConfig: { NetworkMode: 'bridge' },
  Config: { Hostname: 'h' },
  NetworkSettings: { Networks: { bridge: { NetworkID: 'n' } } },
}

describe('an engine’s answer', () => {
  it('reads alike whether a field is null, missing or empty', () => {
    const full = {
      ...sparse,
      Name: '',
      State: { ...sparse.State, StartedAt: '', Health: null },
      HostConfig: { ...sparse.HostConfig, Dns: [], DnsOptions: null, ExtraHosts: null },
      Config: { ...sparse.Config, Labels: null, ExposedPorts: null, MacAddress: '02:42:ac:11:00:02' },
      NetworkSettings: {
        ...sparse.NetworkSettings,
        IPAddress: '172.17.0.2',
        Ports: {},
        Networks: { bridge: { NetworkID: 'n', Aliases: null, Links: null, IPAMConfig: null, DriverOpts: null } },
      },
    }
    expect(parseEngineContainer(full)).toEqual(parseEngineContainer(sparse))
    expect(parseEngineContainer(sparse)).toMatchObject({
      ok: true,
      value: { NetworkSettings: { Networks: { bridge: { GwPriority: 0, DNSNames: null, Aliases: [] } } } },
    })
  })

  it('takes IPv4 for granted where the engine cannot switch it off', () => {
    expect(parseEngineNetwork({ Id: 'n' })).toMatchObject({ ok: true, value: { EnableIPv4: true, EnableIPv6: false } })
    expect(parseEngineNetwork({ Id: 'n', EnableIPv4: false, IPAM: { Config: null }, Containers: null })).toMatchObject({
      ok: true,
      value: { EnableIPv4: false, IPAM: { Config: [] }, Containers: {} },
    })
  })

  it('names the field that it cannot read', () => {
    expect(parseEngineContainer({ ...sparse, State: { Pid: 'seven' } })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^State\.Pid: /),
    })
    expect(parseEngineInfo('<html>')).toMatchObject({ ok: false, reason: expect.stringMatching(/^the whole answer: /) })
  })
})
