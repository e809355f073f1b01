import { expect, it } from 'vitest'
import { parseEngineContainer } from './engine-container.ts'
import { exposedPorts, publishedPorts } from './published-ports.ts'

it('tells mapped, open and only exposed ports apart', () => {
  const parsed = parseEngineContainer({
    Id: 'c',
    State: {},
    HostConfig: {},
    Config: { ExposedPorts: { '80/tcp': {}, '53/udp': {}, '9000': {} } },
    NetworkSettings: {
      Ports: {
        '80/tcp': [
          { HostIp: '::', HostPort: '8080' },
          { HostIp: '0.0.0.0', HostPort: '8080' },
          { HostIp: '', HostPort: '80' },
        ],
        '443/tcp': [{ HostIp: '0.0.0.0', HostPort: '' }],
        '53/udp': null,
      },
    },
  })
  if (!parsed.ok) throw new Error(parsed.reason)
  const ports = publishedPorts(parsed.value)
  expect(ports.map(({ containerPort, hostAddress, hostPort }) => [containerPort, hostAddress, hostPort])).toEqual([
    [80, '0.0.0.0', 80],
    [80, '0.0.0.0', 8080],
    [80, '::', 8080],
    [443, null, null],
  ])
  expect(exposedPorts(parsed.value, ports)).toEqual([
    { port: 53, protocol: 'udp' },
    { port: 9000, protocol: 'tcp' },
  ])
})
