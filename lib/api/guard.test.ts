import { describe, expect, it } from 'vitest'
import { Failure } from './contract.ts'
import { guard } from './guard.ts'
import { sessionCookieFor } from './session.ts'

const token = 't'.repeat(40)
const open = { host: '127.0.0.1', hostNames: ['portolan.example'], token: null }
const closed = { ...open, token }
const everywhere = { ...closed, host: '0.0.0.0' }

const here = { host: '127.0.0.1:4747' }
const ask = (headers: Record<string, string>) => new Request('http://127.0.0.1:4747/api/topology', { headers })

const outcome = async (headers: Record<string, string>, policy: Parameters<typeof guard>[1]) => {
  const refusal = guard(ask(headers), policy)
  if (!refusal) return 'passes'
  return `${refusal.status} ${Failure.parse(await refusal.json()).error.code}`
}

describe('the name that it is called by', () => {
  it.each([
    ['127.0.0.1:4747', 'passes'],
    ['localhost:4747', 'passes'],
    ['LOCALHOST', 'passes'],
    ['[::1]:4747', 'passes'],
    ['127.5.5.5', 'passes'],
    ['portolan.example', 'passes'],
    ['evil.example', '421 wrong-host'],
    ['evil.example:4747', '421 wrong-host'],
    ['127.0.0.1.evil.example', '421 wrong-host'],
    ['localhost.evil.example', '421 wrong-host'],
    ['127.0.0.1@evil.example', '421 wrong-host'],
    ['192.0.2.9:4747', '421 wrong-host'],
    ['[2001:db8::1]', '421 wrong-host'],
    ['', '421 wrong-host'],
  ])('%s: %s', async (host, wanted) => {
    expect(await outcome({ host }, open)).toBe(wanted)
  })

  it('may be any address where it listens on all, but no foreign name', async () => {
    const authorization = `Bearer ${token}`
    expect(await outcome({ host: '192.0.2.9:4747', authorization }, everywhere)).toBe('passes')
    expect(await outcome({ host: 'evil.example:4747', authorization }, everywhere)).toBe('421 wrong-host')
  })
})

describe('the site that asks', () => {
  it.each([
    [{}, 'passes'],
    [{ 'sec-fetch-site': 'same-origin' }, 'passes'],
    [{ 'sec-fetch-site': 'none' }, 'passes'],
    [{ 'sec-fetch-site': 'cross-site' }, '403 cross-site'],
    [{ 'sec-fetch-site': 'same-site' }, '403 cross-site'],
    [{ origin: 'http://127.0.0.1:4747' }, 'passes'],
    [{ origin: 'http://127.0.0.1:8080' }, '403 cross-site'],
    [{ origin: 'https://evil.example' }, '403 cross-site'],
    [{ origin: 'null' }, '403 cross-site'],
    [{ origin: 'http://127.0.0.1:4747', 'sec-fetch-site': 'cross-site' }, '403 cross-site'],
  ])('%o: %s', async (headers, wanted) => {
    expect(await outcome({ ...here, ...headers }, open)).toBe(wanted)
  })
})

describe('the token', () => {
  const now = Date.now()
  const week = 7 * 24 * 3_600_000
  const cookie = (value: string) => value.split(';')[0] ?? ''

  it.each([
    ['nothing', {}, '401 sign-in'],
    ['the bearer', { authorization: `Bearer ${token}` }, 'passes'],
    ['a wrong bearer', { authorization: `Bearer ${'u'.repeat(40)}` }, '401 sign-in'],
    ['half of it', { authorization: `Bearer ${token.slice(1)}` }, '401 sign-in'],
    ['another scheme', { authorization: `Basic ${token}` }, '401 sign-in'],
    ['a session', { cookie: `theme=dark; ${cookie(sessionCookieFor(token, now, false))}` }, 'passes'],
    ['an old session', { cookie: cookie(sessionCookieFor(token, now - week - 1, false)) }, '401 sign-in'],
    ['a session of another token', { cookie: cookie(sessionCookieFor('v'.repeat(40), now, false)) }, '401 sign-in'],
    [
      'a session made longer',
      { cookie: cookie(sessionCookieFor(token, now, false)).replace('=1', '=9') },
      '401 sign-in',
    ],
    ['the token as a cookie', { cookie: `portolan-session=${token}` }, '401 sign-in'],
  ])('%s: %o: %s', async (_, headers, wanted) => {
    expect(await outcome({ ...here, ...headers }, closed)).toBe(wanted)
  })

  it('is not in the cookie, which no script reads and no other site sends', () => {
    const made = sessionCookieFor(token, now, true)
    expect(made).not.toContain(token)
    expect(made).toMatch(/; HttpOnly; SameSite=Strict; Secure$/)
  })
})
