import { expect, test } from 'vitest'
import { OutputGatherer } from './group-output.ts'

const boundary = '=0b9f'

test('both outputs are cut at the boundary, wherever the chunks were', () => {
  const stdout = `[1]\n[2]\n\n${boundary} ip 1\nsecond é\n\n${boundary} nft 0\nno end`
  const stderr = `Command failed -:3\n\n${boundary} ip 1\n\n${boundary} nft 0\n`
  const gatherer = new OutputGatherer(boundary, 1_000)
  for (const byte of Buffer.from(stdout)) expect(gatherer.addStdout(Buffer.from([byte]))).toBe(true)
  gatherer.addStderr(Buffer.from(stderr))
  expect([...gatherer.finish()]).toEqual([
    ['ip', { stdout: '[1]\n[2]\n', stderr: 'Command failed -:3\n', exitCode: 1 }],
    ['nft', { stdout: 'second é\n', stderr: '', exitCode: 0 }],
  ])
})

test('the cap counts for each group anew', () => {
  const gatherer = new OutputGatherer(boundary, 100)
  const fits = (text: string) => gatherer.addStdout(Buffer.from(text))
  expect(fits('x'.repeat(90))).toBe(true)
  expect(fits(`\n${boundary} ip 0\n`)).toBe(true)
  expect(fits('y'.repeat(60))).toBe(true)
  expect(fits('y'.repeat(60))).toBe(false)
  expect([...gatherer.finish().keys()]).toEqual(['ip'])
})
