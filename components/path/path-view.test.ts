import { expect, test } from 'vitest'
import { readPathView, writePathView } from './path-view.ts'

test('a link brings back the question, what of the answer is shown, and the place', () => {
  const link = '?from=web&to=db&protocol=tcp&port=5432&branch=2&way=back&at=640%2C312%2C0.85'
  expect(writePathView(readPathView(link))).toBe(link)
  expect(readPathView(link)).toMatchObject({ branch: 2, way: 'back', at: { x: 640, y: 312, zoom: 0.85 } })
})

test('whatever is no view is left at its default', () => {
  expect(readPathView('?branch=-1&way=up&at=here')).toMatchObject({ branch: 0, way: 'there', at: null })
  expect(writePathView(readPathView('?size=1400'))).toBe('')
})
