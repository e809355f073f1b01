import { expect, test } from 'vitest'
import { centreOf, readCentre, viewportAt, writeCentre } from './view-centre.ts'

const place = { width: 1_000, height: 600 }

test('a link shows the same point in the middle, in a window of any size', () => {
  const centre = centreOf({ x: -240, y: 12, zoom: 0.8 }, place)
  expect(centre).toEqual({ x: 925, y: 360, zoom: 0.8 })
  expect(readCentre(writeCentre(centre))).toEqual(centre)
  expect(viewportAt(centre, place)).toEqual({ x: -240, y: 12, zoom: 0.8 })
  const small = viewportAt(centre, { width: 390, height: 700 })
  expect(centreOf(small, { width: 390, height: 700 })).toEqual(centre)
})

test.each([null, '', '1,2', 'a,b,c', '1,2,NaN', '1e9,2,1', '1,2,3,4', '99999999,0,1'])('%j is no place', (text) => {
  expect(readCentre(text)).toBeNull()
})

test('no link draws larger or smaller than a hand can', () => {
  expect(readCentre('0,0,9')).toEqual({ x: 0, y: 0, zoom: 2.5 })
  expect(readCentre('0,0,0')).toEqual({ x: 0, y: 0, zoom: 0.05 })
})
