import { tracePath } from '../analyse/path/trace-path.ts'
import { badPath, badRequest, svg } from '../api/respond.ts'
import type { Topology } from '../model/topology.ts'
import { drawSvg } from '../view/draw-svg.ts'
import { drawWay } from '../view/draw-way.ts'
import { pathTitle } from '../view/outcome-words.ts'
import { pathQuestion, readPathQuery } from '../view/path-query.ts'
import { planPicture } from '../view/plan-picture.ts'
import { defaultTitle, shareOptions } from '../view/share-options.ts'
import { endsOfAnswer, shownWay } from '../view/shown-way.ts'
import type { Theme } from '../view/theme.ts'
import { viewOfWay } from '../view/view-of-way.ts'
import { readViewUrl } from '../view/view-url.ts'
import { failureOf } from './path-answer.ts'

const longestTitle = 160

/** The picture of a topology in the view that a query names; with the way of a packet where it asks about one (`from` and `to`). */
export function pictureAnswer(topology: Topology, query: URLSearchParams): Response {
  const theme = query.get('theme') ?? 'light'
  if (theme !== 'light' && theme !== 'dark') {
    return badRequest('bad-query', `theme is light or dark, not ${JSON.stringify(theme.slice(0, 100))}.`)
  }
  const choice: Choice = {
    theme,
    redact: query.get('redact') === '1',
    title: query.get('title')?.slice(0, longestTitle) ?? '',
  }
  return query.has('from') && query.has('to')
    ? wayPicture(topology, query, choice)
    : plainPicture(topology, query, choice)
}

type Choice = { theme: Theme; redact: boolean; title: string }

function plainPicture(topology: Topology, query: URLSearchParams, choice: Choice): Response {
  const picture = planPicture(topology, readViewUrl(query))
  const title = choice.title || defaultTitle(topology)
  return svg(drawSvg(picture, shareOptions(topology, picture, { ...choice, title })))
}

function wayPicture(topology: Topology, query: URLSearchParams, choice: Choice): Response {
  const question = pathQuestion(readPathQuery(query))
  const answer = 'kind' in question ? question : tracePath(topology, question)
  if ('kind' in answer) return badPath(failureOf(answer))
  const shown = shownWay(answer, { branch: Number(query.get('branch') ?? 0), direction: query.get('way') })
  const view = viewOfWay(topology, shown?.branch ?? null, endsOfAnswer(answer), readViewUrl(query))
  const picture = planPicture(topology, view)
  const way = shown && drawWay(picture, topology, shown.way, shown.ends)
  const title = choice.title || pathTitle(answer)
  return svg(drawSvg(picture, { ...shareOptions(topology, picture, { ...choice, title }), way }))
}
