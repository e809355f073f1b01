import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineSplitter } from './line-splitter.ts'

describe('createLineSplitter', () => {
  it('gives the same lines however the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string().filter((text) => !text.includes('\n'))),
        fc.integer({ min: 1, max: 9 }),
        (lines, size) => {
          const text = lines.map((line) => `${line}\n`).join('')
          const seen: string[] = []
          const split = createLineSplitter(1_000, {
            onLine: (line) => seen.push(line),
            onTooLong: () => expect.unreachable(),
          })
          for (let at = 0; at < text.length; at += size) split(text.slice(at, at + size))
          expect(seen).toEqual(lines)
        },
      ),
    )
  })

  it('keeps nothing of a line that grows beyond the limit', () => {
    let tooLong = 0
    const split = createLineSplitter(10, {
      onLine: () => expect.unreachable(),
      onTooLong: () => {
        tooLong += 1
      },
    })
    split('12345678')
    split('12345678')
    expect(tooLong).toBe(1)
  })
})
