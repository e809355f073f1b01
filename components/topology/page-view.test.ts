import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { type PageView, readPage, writePage } from './page-view.ts'

const opening: PageView = { view: defaultViewState, shows: 'picture', panel: 'side', pinned: null, tab: null, at: null }

test('the page as it opens has no query', () => {
  expect(writePage(opening)).toBe('')
  expect(readPage('')).toEqual(opening)
})

test('a link reproduces the page', () => {
  const page: PageView = {
    view: { ...defaultViewState, selected: 'container:<b>&x=1', hiddenDrivers: ['macvlan'], search: 'ü & 10.0.0.1' },
    shows: 'table',
    panel: 'wide',
    pinned: 'network:a#b',
    tab: 'firewall',
    at: { x: -640, y: 312, zoom: 0.85 },
  }
  expect(readPage(writePage(page))).toEqual(page)
})

test('what is no page is left at its default', () => {
  expect(readPage('?shows=everything&panel=huge&at=everywhere')).toEqual(opening)
})
