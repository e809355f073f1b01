import { Session, SignIn } from '../../../lib/api/contract.ts'
import { readJson } from '../../../lib/api/read-json.ts'
import { ok, unauthorized } from '../../../lib/api/respond.ts'
import { endedSessionCookie, sameSecret, sessionCookieFor } from '../../../lib/api/session.ts'
import { guarded, guardedSite } from '../../../lib/server/guarded.ts'

/** Whether the one who asks is signed in: 401 when not. */
export const GET = guarded(({ server }) => ok(Session, { tokenNeeded: server.configuration.token !== null }))

/** Signs a browser in: the token in the body, a cookie in the answer. */
export const POST = guardedSite(async ({ request, server: { configuration } }) => {
  const read = await readJson(request, SignIn)
  if (!read.ok) return read.refusal
  const { token } = configuration
  if (token === null) return ok(Session, { tokenNeeded: false })
  if (!sameSecret(read.body.token.trim(), token))
    return unauthorized('wrong-token', 'That is not the token of this server.')
  const answer = ok(Session, { tokenNeeded: true })
  answer.headers.append('Set-Cookie', sessionCookieFor(token, Date.now(), isSecure(request)))
  return answer
})

/** Signs a browser out. */
export const DELETE = guardedSite(({ request, server }) => {
  const answer = ok(Session, { tokenNeeded: server.configuration.token !== null })
  answer.headers.append('Set-Cookie', endedSessionCookie(isSecure(request)))
  return answer
})

/** A page that came over TLS gives its cookie back over TLS only. */
const isSecure = (request: Request): boolean => request.headers.get('origin')?.startsWith('https:') ?? false
