import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { expect, test } from 'vitest'
import { addressText, maskAddress, parseAddress } from './parse-address.ts'

// How an IPv4 address stands in an IPv6 one is asked apart: the library reads `::0.0.0.0` in a way of its own.
const addresses = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((text) => !text.includes('.')),
)

test('an address is what the address library takes for one, with the same canonical text', () => {
  fc.assert(
    fc.property(addresses, (text) => {
      const parsed = parseAddress(text)
      const theirs = ipaddr.parse(text)
      expect(parsed).toEqual(theirs.toByteArray())
      expect(parsed && addressText(parsed)).toBe(theirs.toString())
    }),
    { seed: 5, numRuns: 2_000 },
  )
})

test('the last 32 bits of IPv6 may be written as IPv4', () => {
  expect(addressText(parseAddress('::ffff:10.0.0.1') ?? [])).toBe('::ffff:a00:1')
  expect(addressText(parseAddress('64:ff9b::192.0.2.33') ?? [])).toBe('64:ff9b::c000:221')
})

test('a mask leaves the network', () => {
  fc.assert(
    fc.property(addresses, fc.nat(128), (text, wish) => {
      const theirs = ipaddr.parse(text)
      const isFour = theirs.kind() === 'ipv4'
      const length = Math.min(wish, isFour ? 32 : 128)
      const mask = isFour ? ipaddr.IPv4 : ipaddr.IPv6
      const network = mask.networkAddressFromCIDR(`${theirs.toString()}/${length}`)
      expect(maskAddress(parseAddress(text) ?? [], length)).toEqual(network.toByteArray())
    }),
    { seed: 5, numRuns: 2_000 },
  )
})

test.each([
  '',
  '8080',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.1.2',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  'g::1',
  '10.0.0.1:80',
  '::1.2.3',
])('%s is no address', (text) => {
  expect(parseAddress(text)).toBeNull()
})
