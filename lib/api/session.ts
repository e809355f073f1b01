import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export const sessionCookie = 'portolan-session'
const lifetimeMs = 7 * 24 * 3_600_000

/** Compares in constant time, whatever the lengths. */
export function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** A `Set-Cookie` that proves knowledge of the token for a week, without holding it. */
export function sessionCookieFor(token: string, now: number, secure: boolean): string {
  const until = String(now + lifetimeMs)
  return attributes(`${until}.${sign(token, until)}`, lifetimeMs / 1000, secure)
}

export const endedSessionCookie = (secure: boolean): string => attributes('', 0, secure)

const attributes = (value: string, maxAge: number, secure: boolean): string =>
  `${sessionCookie}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

/** Whether a request proves that it knows the token: as a program by its bearer, as a browser by its cookie. */
export function provesToken(headers: Headers, token: string, now: number): boolean {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer !== undefined) return sameSecret(bearer, token)
  const [until, signature] = readCookie(headers)?.split('.') ?? []
  if (!until || !signature) return false
  return sameSecret(signature, sign(token, until)) && Number(until) > now
}

function readCookie(headers: Headers): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${sessionCookie}=`))?.slice(sessionCookie.length + 1)
}

const sign = (token: string, until: string): string =>
  createHmac('sha256', token).update(`portolan session until ${until}`).digest('base64url')
