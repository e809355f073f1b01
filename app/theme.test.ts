import { expect, test } from 'vitest'
import { palettes, type Theme } from '../lib/view/theme.ts'

const block = (selector: string, theme: Theme, indent = ''): string =>
  [
    `${indent}${selector} {`,
    ...Object.entries(palettes[theme]).map(([token, value]) => `${indent}  --pn-${token}: ${value};`),
    `${indent}}`,
  ].join('\n')

test('the page has the colours of the palettes, by choice or by system', async () => {
  const css = [
    '/* The palettes of lib/view/theme.ts; `npx vitest run app/theme.test.ts -u` writes this file anew. */',
    block(':root', 'light'),
    '@media (prefers-color-scheme: dark) {',
    block(':root:not([data-theme="light"])', 'dark', '  '),
    '}',
    block(':root[data-theme="dark"]', 'dark'),
    '@media print {',
    block(':root:root', 'light', '  '),
    '}',
    '',
  ].join('\n')
  await expect(css).toMatchFileSnapshot('./theme.css')
})
