import { badRequest, svg } from '../api/respond.ts'
import type { Topology } from '../model/topology.ts'
import { drawSvg } from '../view/draw-svg.ts'
import { planPicture } from '../view/plan-picture.ts'
import { defaultTitle, shareOptions } from '../view/share-options.ts'
import { readViewUrl } from '../view/view-url.ts'

const longestTitle = 160

/** The picture of a topology in the view that a query names. */
export function pictureAnswer(topology: Topology, query: URLSearchParams): Response {
  const theme = query.get('theme') ?? 'light'
  if (theme !== 'light' && theme !== 'dark') {
    return badRequest('bad-query', `theme is light or dark, not ${JSON.stringify(theme.slice(0, 100))}.`)
  }
  const title = query.get('title')?.slice(0, longestTitle) || defaultTitle(topology)
  const picture = planPicture(topology, readViewUrl(query))
  return svg(drawSvg(picture, shareOptions(topology, picture, { title, theme, redact: query.get('redact') === '1' })))
}
