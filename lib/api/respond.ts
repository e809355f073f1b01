import type { z } from 'zod'
import type { Failure } from './contract.ts'
import type { PathFailure } from './path-contract.ts'

const headers = { 'Cache-Control': 'no-store' }

/** The answer itself. Its schema is the type that it must have; the tests check the values too. */
export const ok = <S extends z.ZodType>(_schema: S, value: z.input<S>): Response => Response.json(value, { headers })

/** A picture that stands alone. It may hold names that others wrote, so it runs nothing and loads nothing. */
export const svg = (picture: string): Response =>
  new Response(picture, {
    headers: {
      ...headers,
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    },
  })

/** The question itself is wrong; `message` names the part that is. */
export const badRequest = (code: 'bad-id' | 'bad-query' | 'bad-body', message: string): Response =>
  fail(400, code, message)

/** A question about a path that cannot be answered as it stands. */
export const badPath = (failure: PathFailure): Response => Response.json(failure, { status: 400, headers })

export const unauthorized = (code: 'sign-in' | 'wrong-token', message: string): Response =>
  fail(401, code, message, { 'WWW-Authenticate': 'Bearer' })

export const refused = (code: 'cross-site', message: string): Response => fail(403, code, message)

export const notFound = (message: string): Response => fail(404, 'not-found', message)

/** RFC 9110 15.5.20: asked by a name that is not this server's. */
export const misdirected = (message: string): Response => fail(421, 'wrong-host', message)

/** An error of Portolan's own; what it was is for the log alone. */
export const broken = (message: string): Response => fail(500, 'internal', message)

/** Asked more often than is answered; `seconds` later it may be asked again. */
export const tooMany = (message: string, seconds: number): Response =>
  fail(429, 'too-many-probes', message, { 'Retry-After': String(seconds) })

export const unavailable = (code: 'too-many-streams' | 'no-topology', message: string): Response =>
  fail(503, code, message, { 'Retry-After': '5' })

function fail(status: number, code: string, message: string, more: Record<string, string> = {}): Response {
  const failure: Failure = { error: { code, message } }
  return Response.json(failure, { status, headers: { ...headers, ...more } })
}
