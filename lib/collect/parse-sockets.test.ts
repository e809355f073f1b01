import { expect, it } from 'vitest'
import { parseSockets } from './parse-sockets.ts'

const text = `udp   UNCONN 0      0            127.0.0.11:36213      0.0.0.0:*    users:(("dockerd",pid=40,fd=50)) ino:123 sk:1 cgroup:/ <->
tcp   LISTEN 0      4096                 *:7946               *:*    users:(("dockerd",pid=40,fd=21)) ino:5 sk:3 cgroup:/x v6only:0 <->
tcp   LISTEN 0      4096              [::]:8080            [::]:*    users:(("docker-proxy",pid=99,fd=4)) ino:6 sk:4 cgroup:/x v6only:1 <->
tcp   LISTEN 0      128      127.0.0.53%lo:53           0.0.0.0:*    ino:7 sk:5 <->
udp   UNCONN 0      0              0.0.0.0:4789         0.0.0.0:*    ino:8 sk:6 <->
tcp   LISTEN 0      128              [::1]:631             [::]:*    ino:9 sk:7 v6only:0 <->
udp   UNCONN 0      0                   [::]:83             [::]:*
udp   UNCONN 0      0                      *:84                *:*
tcp   LISTEN 0      128                   :::85               :::*
`

it('reads protocol, address, port, process and what an IPv6 socket takes', () => {
  const { value, problems } = parseSockets(text)
  expect(problems).toEqual([])
  expect(
    value.map(({ protocol, family, address, port, takesIpv4, process }) => [
      protocol,
      family,
      address,
      port,
      takesIpv4,
      process?.name ?? null,
    ]),
  ).toEqual([
    ['udp', 'inet', '127.0.0.11', 36213, true, 'dockerd'],
    ['tcp', 'any', '*', 7946, true, 'dockerd'],
    ['tcp', 'inet6', '::', 8080, false, 'docker-proxy'],
    ['tcp', 'inet', '127.0.0.53', 53, true, null],
    ['udp', 'inet', '0.0.0.0', 4789, true, null],
    ['tcp', 'inet6', '::1', 631, false, null],
    ['udp', 'inet6', '::', 83, false, null],
    ['udp', 'any', '*', 84, true, null],
    ['tcp', 'inet6', '::', 85, null, null],
  ])
})

it('keeps what it understands and counts the rest', () => {
  expect(parseSockets(`${text}nonsense\n`)).toMatchObject({
    value: { length: 9 },
    problems: [{ code: 'not-understood' }],
  })
})
