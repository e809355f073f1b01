import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultViewState, type ViewState } from './picture.ts'
import { readViewUrl, writeViewUrl } from './view-url.ts'

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
const view: fc.Arbitrary<ViewState> = fc.record({
  selected: fc.option(text),
  hiddenDrivers: fc.uniqueArray(text, { maxLength: 5 }).map((list) => list.sort()),
  showStopped: fc.boolean(),
  showIdle: fc.boolean(),
  showSystem: fc.boolean(),
  showTunnels: fc.boolean(),
  project: fc.option(text),
  group: fc.constantFrom('none', 'service', 'project'),
  search: fc.oneof(fc.constant(''), text),
})

test('a view survives its link', () => {
  fc.assert(
    fc.property(view, (one) => {
      expect(readViewUrl(new URLSearchParams(`${writeViewUrl(one)}`))).toEqual(one)
    }),
  )
})

test('the default view is an empty link', () => {
  expect(`${writeViewUrl(defaultViewState)}`).toBe('')
  expect(readViewUrl(new URLSearchParams(''))).toEqual(defaultViewState)
})

test('a hostile link is a harmless view', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (query) => {
      const read = readViewUrl(new URLSearchParams(query))
      expect(readViewUrl(writeViewUrl(read))).toEqual(read)
    }),
  )
  const read = readViewUrl(
    new URLSearchParams(`group=__proto__&stopped=yes&search=${'x'.repeat(5000)}&without=&without=a&without=a`),
  )
  expect(readViewUrl(new URLSearchParams(`search=${'x'.repeat(511)}🚀`)).search).toBe('x'.repeat(511))
  expect(read).toEqual({ ...defaultViewState, search: 'x'.repeat(512), hiddenDrivers: ['a'] })
})
