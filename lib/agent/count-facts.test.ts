import { describe, expect, it } from 'vitest'
import { countDifferences, countFacts } from './count-facts.ts'

const route = (destination: string) => ({ destination, device: 'eth0', metric: null })

describe('countFacts', () => {
  it('counts what a value ends in', () => {
    expect(countFacts({ routes: [route('default'), route('10.0.0.0/8')], up: true, flags: [] })).toBe(7)
  })
})

describe('countDifferences', () => {
  it('is zero for equal values, in whatever order a list comes', () => {
    const a = { routes: [route('default'), route('10.0.0.0/8')] }
    expect(countDifferences(a, structuredClone(a))).toBe(0)
    expect(countDifferences(a, { routes: [...a.routes].reverse() })).toBe(0)
  })

  it('counts one new entry at the head of a list as that entry alone', () => {
    const a = { routes: [route('default'), route('10.0.0.0/8')] }
    expect(countDifferences(a, { routes: [route('192.0.2.0/24'), ...a.routes] })).toBe(3)
    expect(countDifferences(a, { routes: [route('default')] })).toBe(3)
  })

  it('counts a field that is new, gone or other', () => {
    expect(countDifferences({ a: '1', b: '2' }, { a: '1', b: '3' })).toBe(1)
    expect(countDifferences({ a: '1' }, { a: '1', b: { c: 1, d: 2 } })).toBe(2)
    expect(countDifferences({ a: '1', b: [] }, { a: '1' })).toBe(1)
  })
})
