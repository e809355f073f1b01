import { expect, test } from 'vitest'
import { namespaceGroups } from './namespace-groups.ts'
import { parseGroup } from './parse-group.ts'

const parse = (name: string, stdout: string, exitCode = 0, stderr = '') => {
  const group = namespaceGroups.find((candidate) => candidate.name === name)
  if (group === undefined) throw new Error(`no group ${name}`)
  return Object.fromEntries(parseGroup(group, { stdout, stderr, exitCode }))
}

test('a batch of ip gives one part a line', () => {
  expect(parse('ip4', '[{"dst":"default"}]\n[]\nsrc 10.0.0.1 dst 10.0.0.2\n\tproto esp spi 0x00000100\n')).toEqual({
    routes4: { state: 'read', text: '[{"dst":"default"}]' },
    rules4: { state: 'read', text: '[]' },
    transformStates4: { state: 'read', text: 'src 10.0.0.1 dst 10.0.0.2\n\tproto esp spi 0x00000100' },
  })
})

test('a failing line of a batch costs its own part only', () => {
  const parts = parse(
    'ip',
    '[1]\n[2]\n[4]\n[5]\n',
    1,
    'RTNETLINK answers: Operation not supported\nCommand failed -:3\n',
  )
  expect(parts).toMatchObject({
    addresses: { state: 'read', text: '[2]' },
    neighbours: {
      state: 'failed',
      code: 'failed',
      reason: 'ip ended with code 1: RTNETLINK answers: Operation not supported',
    },
    proxyNeighbours: { state: 'read', text: '[4]' },
  })
})

test('a kernel without IPsec tells nothing of it, one that refuses it is heard', () => {
  const without = 'Cannot open netlink socket: Protocol not supported\n'
  expect(parse('ip6', '[]\n[]\n', 1, without).transformStates6).toEqual({ state: 'skipped' })
  const refused = 'RTNETLINK answers: Operation not permitted\nDump terminated\n'
  expect(parse('ip6', '[]\n[]\n', 1, refused)).toMatchObject({
    rules6: { state: 'read' },
    transformStates6: { state: 'failed', code: 'no-right' },
  })
})

test('a batch that gave fewer answers than questions, with no word why, is not guessed at', () => {
  const parts = parse('ip6', '[1]\n', 0)
  expect(parts).toMatchObject({ routes6: { state: 'failed' }, rules6: { state: 'failed' } })
})

test.each([
  [127, 'sh: nft: not found', 'tool-missing', 'nft is not installed'],
  [139, '', 'failed', 'nft crashed with signal 11'],
  [
    1,
    'Operation not permitted (you must be root)',
    'no-right',
    'nft was refused: Operation not permitted (you must be root)',
  ],
  [1, 'oops', 'failed', 'nft ended with code 1: oops'],
])('exit code %i of nft is a failure, never an empty rule set', (exitCode, stderr, code, reason) => {
  expect(parse('nft', '', exitCode, stderr).nft).toEqual({ state: 'failed', code, reason })
})

test('what the script finds not to be there is skipped', () => {
  expect(parse('iptablesLegacy', '', 120).iptablesLegacy).toEqual({ state: 'skipped' })
  expect(parse('iptablesLegacy', '', 121).iptablesLegacy).toMatchObject({ state: 'failed', code: 'no-right' })
})

test('sysctls are written as sysctl(8) does, dots in a name of an interface as slashes', () => {
  const text = 'ipv4/ip_forward:1\nipv4/ip_local_port_range:32768\t60999\nipv4/conf/eth0.5/rp_filter:2\n'
  expect(parse('sysctls', text).sysctls).toEqual({
    state: 'read',
    text: 'net.ipv4.ip_forward = 1\nnet.ipv4.ip_local_port_range = 32768\t60999\nnet.ipv4.conf.eth0/5.rp_filter = 2\n',
  })
})
