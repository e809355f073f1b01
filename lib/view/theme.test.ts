import { expect, test } from 'vitest'
import type { ColourToken } from './shape.ts'
import { palettes, type Theme } from './theme.ts'

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const hues = ['overlay', 'bridge', 'gwbridge', 'macvlan', 'underlay', 'plain'] as const
const pairs: [ColourToken, ColourToken][] = [
  ...hues.flatMap((hue): [ColourToken, ColourToken][] => [
    [hue, `${hue}-bg`],
    [hue, 'panel'],
  ]),
  ...(['paper', 'panel', 'card', 'frame', 'zone'] as const).flatMap((ground): [ColourToken, ColourToken][] => [
    ['ink', ground],
    ['soft', ground],
  ]),
  ...(['ok', 'warn', 'bad', 'sel'] as const).map((token): [ColourToken, ColourToken] => [token, 'card']),
]

for (const theme of ['light', 'dark'] satisfies Theme[]) {
  test.each(pairs)(`${theme}: %s on %s can be read`, (text, ground) => {
    expect(contrast(palettes[theme][text], palettes[theme][ground])).toBeGreaterThanOrEqual(4.5)
  })
}
