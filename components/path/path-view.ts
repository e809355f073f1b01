import { type PathQuery, readPathQuery, writePathQuery } from '../../lib/view/path-query.ts'
import { readCentre, type ViewCentre, writeCentre } from '../topology/view-centre.ts'

/** Everything on the path page that a link reproduces. */
export type PathView = {
  query: PathQuery
  /** Which of the addresses that the question came to, and which direction is on the picture. */
  branch: number
  way: 'there' | 'back'
  /** Where a person has moved the picture to; null: as it opens. */
  at: ViewCentre | null
}

/** The page that a link names; whatever it says that is no page is left at its default. */
export function readPathView(search: string): PathView {
  const params = new URLSearchParams(search)
  const branch = params.get('branch') ?? ''
  return {
    query: readPathQuery(params),
    branch: /^\d{1,3}$/.test(branch) ? Number(branch) : 0,
    way: params.get('way') === 'back' ? 'back' : 'there',
    at: readCentre(params.get('at')),
  }
}

/** The same page as the query of a link, empty for the page as it opens. */
export function writePathView({ query, branch, way, at }: PathView): string {
  const params = query.from === '' && query.to === '' ? new URLSearchParams() : writePathQuery(query)
  if (branch > 0) params.set('branch', String(branch))
  if (way === 'back') params.set('way', way)
  if (at !== null) params.set('at', writeCentre(at))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
