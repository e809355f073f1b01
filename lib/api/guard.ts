import { type KnownHosts, namesThisServer } from './host-name.ts'
import { misdirected, refused, unauthorized } from './respond.ts'
import { provesToken } from './session.ts'

export type GuardPolicy = KnownHosts & {
  /** Null where no token is asked for. */
  token: string | null
}

/** Every door asks this first: the refusal, or null where the request may go on. */
export function guard(request: Request, policy: GuardPolicy): Response | null {
  return guardSite(request, policy) ?? guardToken(request, policy)
}

/** Called by this server's own name, and not by another site's page. */
export function guardSite(request: Request, policy: KnownHosts): Response | null {
  const host = request.headers.get('host')
  if (!namesThisServer(host, policy)) {
    return misdirected(
      `This server does not answer to the name ${JSON.stringify((host ?? '').slice(0, 100))}. Use its address, or name it in PORTOLAN_HOSTNAMES.`,
    )
  }
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    return refused('cross-site', 'Only pages of this server may ask it. This request comes from another site.')
  }
  const origin = request.headers.get('origin')
  if (origin !== null && hostOf(origin) !== host?.toLowerCase()) {
    return refused('cross-site', 'Only pages of this server may ask it. This request has another origin.')
  }
  return null
}

function guardToken(request: Request, { token }: GuardPolicy): Response | null {
  if (token === null || provesToken(request.headers, token, Date.now())) return null
  return unauthorized(
    'sign-in',
    'This server asks for its token: sign in at /login, or send it as "Authorization: Bearer TOKEN".',
  )
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null)
