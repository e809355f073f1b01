import { expect, test } from 'vitest'
import { negotiateVersion, newestApi } from './negotiate-version.ts'

const answer = (ApiVersion: string, MinAPIVersion?: string) => ({
  Version: '1.2.3',
  ApiVersion,
  MinAPIVersion,
  Os: 'linux',
})

test('the newest version that both sides speak is taken', () => {
  expect(negotiateVersion(answer('1.41', '1.12')).apiVersion).toBe('1.41')
  expect(negotiateVersion(answer('1.52', '1.44')).apiVersion).toBe('1.52')
  expect(negotiateVersion(answer('1.99', '1.44')).apiVersion).toBe(newestApi)
})

test('an engine without a minimum is older than that field', () => {
  expect(negotiateVersion(answer('1.41')).minApiVersion).toBeNull()
})

test.each([
  [answer('1.40', '1.12'), 'speaks API 1.40 at most'],
  [answer('1.24'), 'speaks API 1.24 at most'],
  [answer('2.10', '2.0'), 'speaks API 2.0 at least'],
  [{ ApiVersion: 'latest' }, 'gave no engine version'],
  [[], 'gave no engine version'],
])('%j is refused', (given, reason) => {
  expect(() => negotiateVersion(given)).toThrow(reason)
})
