import { expect, test } from 'vitest'
import { isSameKernelRelease } from './is-same-kernel-release.ts'

test.each([
  ['6.1.0-13-amd64', '6.1.0-13-amd64'],
  ['6.12.0-rc1', '6.12-rc1'],
  ['5.15.90.1-microsoft-standard-WSL2', '5.15.90.1-microsoft-standard-WSL2'],
  ['odd', 'odd'],
])('%s is %s', (engine, own) => expect(isSameKernelRelease(engine, own)).toBe(true))

test.each([
  ['6.10.14-linuxkit', '6.10.14-amd64'],
  ['6.1.0', '6.1.1'],
  ['6.1.0', '6.10'],
])('%s is not %s', (engine, own) => expect(isSameKernelRelease(engine, own)).toBe(false))
