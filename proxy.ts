import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './lib/api/content-security-policy.ts'
import { namesThisServer } from './lib/api/host-name.ts'
import { misdirected } from './lib/api/respond.ts'
import { theServer } from './lib/server/the-server.ts'

/** Gives each page its nonce, and no page at all to a foreign name. The routes below /api guard themselves. */
export function proxy(request: NextRequest): Response {
  if (!namesThisServer(request.headers.get('host'), theServer().configuration)) {
    return misdirected('This server does not answer to that name. Use its address, or name it in PORTOLAN_HOSTNAMES.')
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

export const config = { matcher: ['/((?!api/|healthz|readyz|_next/static|icons/|favicon.ico).*)'] }
