import { unavailable } from '../../../lib/api/respond.ts'
import { guarded } from '../../../lib/server/guarded.ts'

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
}

/** Server-sent events: the whole topology, then each change. Goes on after `Last-Event-ID` (or `?after=`) where it still can. */
export const GET = guarded(({ request, server }) => {
  const after = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after')
  const stream = server.live.hub.open(after, request.signal)
  if (!stream) {
    return unavailable('too-many-streams', `${server.live.hub.count()} streams are open already. Close a page or two.`)
  }
  return new Response(stream, { headers })
})

/** Opens no stream: of a HEAD made from GET nobody would read, or end, the body. */
export const HEAD = guarded(() => new Response(null, { headers }))
