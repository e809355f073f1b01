import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutLabel } from './cut-label.ts'
import { inertText, isolated } from './inert-text.ts'
import { naturalOrder } from './natural-order.ts'
import { type Font, textWidth } from './text-width.ts'

const fonts: Font[] = [
  { size: 10, mono: true, bold: false },
  { size: 12.5, mono: false, bold: true },
  { size: 11, mono: false, bold: false },
]
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }))

test('monospace is exact, and wide scripts count as wide', () => {
  const mono: Font = { size: 10, mono: true, bold: false }
  expect(textWidth('172.17.0.2', mono)).toBeCloseTo(60.3)
  expect(textWidth('網', mono)).toBeGreaterThanOrEqual(10)
  expect(textWidth('🚀', mono)).toBeGreaterThanOrEqual(12.5)
  expect(textWidth('e\u0301', mono)).toBe(textWidth('e', mono))
  expect(textWidth('', mono)).toBe(0)
})

test('a cut label always fits, and keeps head and tail', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 12, max: 300 }), fc.constantFrom(...fonts), (text, width, font) => {
      const cut = cutLabel(text, width, font)
      expect(textWidth(cut, font)).toBeLessThanOrEqual(width + 1e-6)
      if (textWidth(text, font) <= width) expect(cut).toBe(text)
    }),
  )
  expect(cutLabel('registry-mirror-production', 100, { size: 10, mono: true, bold: false })).toBe('registry…duction')
  expect(cutLabel('W'.repeat(2000), 60, { size: 10, mono: true, bold: false })).toBe('WWWW…WWWW')
  expect(cutLabel('W'.repeat(2000), 1e6, { size: 10, mono: true, bold: false }).length).toBeLessThan(1000)
})

test('a cut never parts what belongs together', () => {
  const family = '👩‍👩‍👧‍👦'
  const cut = cutLabel(family.repeat(20), 200, { size: 10, mono: false, bold: false })
  expect(cut.replaceAll(family, '')).toBe('…')
})

test('inert text has no control, no turn and no half character, whatever goes in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const inert = inertText(text)
      expect(inert).not.toMatch(
        /[\p{Cc}\p{Cs}\u{200b}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{fffe}\u{ffff}]/u,
      )
      expect(inertText(inert)).toBe(inert)
    }),
  )
  expect(inertText('a\nb\u0007\u001b[31m')).toBe('a␊b␇␛[31m')
  expect(inertText('\u202Egnp.exe')).toBe('\uFFFDgnp.exe')
  expect(isolated('مرحبا')).toBe('\u2068مرحبا\u2069')
  expect(isolated('web')).toBe('web')
})

test('natural order counts numbers, and is an order', () => {
  const names = ['web.10', 'web.2', 'web.1', 'api', 'web.02', 'a10b2', 'a10b10', 'a9']
  expect([...names].sort(naturalOrder)).toEqual(['a9', 'a10b2', 'a10b10', 'api', 'web.1', 'web.02', 'web.2', 'web.10'])
  const part = fc.oneof(fc.constantFrom('web', 'a', '.', '-', ''), fc.nat(200).map(String), fc.constant('007'))
  const name = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(name, name, name, (a, b, c) => {
      expect(Math.sign(naturalOrder(a, b)) + Math.sign(naturalOrder(b, a))).toBe(0)
      if (naturalOrder(a, b) < 0 && naturalOrder(b, c) < 0) expect(naturalOrder(a, c)).toBeLessThan(0)
    }),
  )
})
