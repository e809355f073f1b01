import { expect, test } from 'vitest'
import { isNamespaceFolder } from './is-namespace-folder.ts'

test.each(['/run/docker/netns', '/srv/engine two/exec/netns', '/run/user/1000/netns', '/netns'])(
  '%s may be',
  (path) => {
    expect(isNamespaceFolder(path)).toBe(true)
  },
)

test.each([
  '/etc',
  '',
  'run/docker/netns',
  '/run/../etc/netns',
  '/run/./netns',
  '/run//netns',
  '/netns/x',
  '/a\0/netns',
])('%j may not', (path) => {
  expect(isNamespaceFolder(path)).toBe(false)
})
