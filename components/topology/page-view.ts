import type { ViewState } from '../../lib/view/picture.ts'
import { readViewUrl, writeViewUrl } from '../../lib/view/view-url.ts'
import { readCentre, type ViewCentre, writeCentre } from './view-centre.ts'

/** Everything on the page that a link reproduces. */
export type PageView = {
  view: ViewState
  shows: 'picture' | 'table'
  /** How much room the inspector takes; `page` is a page of its own. */
  panel: 'side' | 'wide' | 'page'
  /** The record that the inspector stays with; null: it follows the selection. */
  pinned: string | null
  /** The open part of the inspector; null: its first. */
  tab: string | null
  /** Where a person has moved the picture to; null: as it opens. */
  at: ViewCentre | null
}

/** The page that a link names; whatever it says that is no page is left at its default. */
export function readPage(search: string): PageView {
  const params = new URLSearchParams(search)
  const panel = params.get('panel')
  return {
    view: readViewUrl(params),
    shows: params.get('shows') === 'table' ? 'table' : 'picture',
    panel: panel === 'wide' || panel === 'page' ? panel : 'side',
    pinned: params.get('pinned'),
    tab: params.get('tab'),
    at: readCentre(params.get('at')),
  }
}

/** The same page as the query of a link, empty for the page as it opens. */
export function writePage(page: PageView): string {
  const params = new URLSearchParams(writeViewUrl(page.view))
  if (page.shows === 'table') params.set('shows', 'table')
  if (page.panel !== 'side') params.set('panel', page.panel)
  if (page.pinned !== null) params.set('pinned', page.pinned)
  if (page.tab !== null) params.set('tab', page.tab)
  if (page.at !== null) params.set('at', writeCentre(page.at))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
