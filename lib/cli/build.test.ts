import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { whyBuild } from './build.js'
import { hashSources } from './source-hash.js'

let root: string
const put = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'portolan-build-'))
  for (const file of [
    ...['app/page.tsx', 'components/Card.tsx', 'lib/model/host.ts', 'public/icon.svg', 'instrumentation.ts'],
    ...['next.config.js', 'package-lock.json', 'package.json', 'postcss.config.mjs', 'proxy.ts', 'tsconfig.json'],
  ]) {
    put(file, file)
  }
  for (const product of ['dist/agent.js', 'dist/probe-runner.js', 'dist/path-command.js', '.next/standalone/server.js'])
    put(product, '')
  put('dist/build.json', JSON.stringify({ sources: hashSources(root) }))
})
afterEach(() => rmSync(root, { recursive: true }))

describe('a build', () => {
  it('is fresh while the sources are the same, whatever their dates, tests and papers', () => {
    utimesSync(join(root, 'app/page.tsx'), new Date(0), new Date(0))
    put('lib/model/host.test.ts', 'new')
    put('lib/model/README.md', 'new')
    expect(whyBuild(root)).toBeNull()
  })

  it.each(['app/page.tsx', 'lib/deep/new.ts', 'package-lock.json', 'public/icon.svg'])('is stale after %s', (file) => {
    put(file, 'changed')
    expect(whyBuild(root)).toBe('the sources have changed')
  })

  it.each(['', '{"sour'])('is stale where its stamp was written in part: "%s"', (text) => {
    put('dist/build.json', text)
    expect(whyBuild(root)).toBe('the sources have changed')
  })

  it.each(['dist/agent.js', 'dist/build.json', '.next/standalone/server.js'])('is none without %s', (file) => {
    rmSync(join(root, file))
    expect(whyBuild(root)).toBe('there is no build yet')
  })
})
