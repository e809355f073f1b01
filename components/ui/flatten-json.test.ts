import { expect, test } from 'vitest'
import { flattenJson } from './flatten-json.ts'

test('every leaf has its path, empty branches are leaves', () => {
  expect(flattenJson({ a: { b: [1, { c: 'x' }] }, d: {}, e: null }).map((leaf) => leaf.line)).toEqual([
    'a.b.0 1',
    'a.b.1.c "x"',
    'd {}',
    'e null',
  ])
})

test('a value without branches is one leaf', () => {
  expect(flattenJson('text')).toEqual([{ path: '', text: '"text"', line: ' "text"' }])
})
