import { expect, test } from 'vitest'
import { addressSortKey, hostPart, isInside, subnetOf } from './address-text.ts'

test.each([
  ['10.0.0.5/24', '.5'],
  ['10.0.0.5/28', '.5'],
  ['172.17.0.2/16', '.0.2'],
  ['172.17.3.2/20', '.3.2'],
  ['10.1.2.3/8', '.1.2.3'],
  ['10.1.2.3', '10.1.2.3'],
  ['2001:db8::5/64', '::5'],
  ['2001:db8:1:2:3:4:5:6/64', ':6'],
])('%s is shortened to %s', (prefix, short) => {
  expect(hostPart(prefix)).toBe(short)
})

test('subnets are canonical, and hold their own family only', () => {
  expect(subnetOf('10.1.2.3/20')).toBe('10.1.0.0/20')
  expect(subnetOf('2001:db8::5/64')).toBe('2001:db8::/64')
  expect(subnetOf('nonsense')).toBeNull()
  expect(isInside('10.1.2.3', '10.1.0.0/16')).toBe(true)
  expect(isInside('10.2.2.3', '10.1.0.0/16')).toBe(false)
  expect(isInside('2001:db8::5', '2001:db8::/64')).toBe(true)
  expect(isInside('10.1.2.3', '::/0')).toBe(false)
  expect(isInside('8080', '0.0.0.0/0')).toBe(false)
})

test('addresses sort by number, IPv4 before IPv6 before what is none', () => {
  const sorted = ['::1', '10.0.0.10/24', '9.255.0.0/16', 'zzz', '10.0.0.9/24'].sort((a, b) =>
    addressSortKey(a) < addressSortKey(b) ? -1 : 1,
  )
  expect(sorted).toEqual(['9.255.0.0/16', '10.0.0.9/24', '10.0.0.10/24', '::1', 'zzz'])
})
