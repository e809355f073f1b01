import { defaultSocketPath, type EndpointTarget } from './endpoint.ts'

export type ParsedHost = { ok: true; target: EndpointTarget } | { ok: false; reason: string }

/** Reads a value of DOCKER_HOST as the docker CLI does: no scheme means tcp, no port means 2375, or 2376 with TLS. */
export function parseDockerHost(value: string, withTls: boolean): ParsedHost {
  const text = value.trim()
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase() ?? 'tcp'
  const rest = text.includes('://') ? text.slice(text.indexOf('://') + 3) : text
  switch (scheme) {
    case 'unix':
      return parseUnix(rest)
    case 'tcp':
      return parseTcp(rest, withTls)
    case 'ssh':
      return parseSsh(text)
    default:
      return {
        ok: false,
        reason: `"${text}" begins with ${scheme}://, but only unix://, tcp:// and ssh:// can be used`,
      }
  }
}

function parseUnix(path: string): ParsedHost {
  if (path !== '' && !path.startsWith('/')) return { ok: false, reason: `"unix://${path}" names no absolute path` }
  return { ok: true, target: { kind: 'unix', path: path === '' ? defaultSocketPath : path } }
}

function parseTcp(rest: string, withTls: boolean): ParsedHost {
  const url = tryUrl(`tcp://${rest === '' ? 'localhost' : rest}`)
  if (url === null || url.hostname === '' || url.username !== '' || url.search !== '' || url.hash !== '') {
    return { ok: false, reason: `"tcp://${rest}" is not of the form tcp://HOST:PORT` }
  }
  const port = url.port === '' ? (withTls ? 2376 : 2375) : Number(url.port)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    ok: true,
    target: { kind: 'tcp', host, port, basePath: url.pathname.replace(/\/+$/, ''), tls: null },
  }
}

function parseSsh(text: string): ParsedHost {
  const url = tryUrl(text)
  if (url === null || url.hostname === '' || url.search !== '' || url.hash !== '') {
    return { ok: false, reason: `"${text}" is not of the form ssh://USER@HOST:PORT` }
  }
  const user = decodeUser(url.username)
  if (user === null) return { ok: false, reason: `"${text}" has a user that cannot be decoded` }
  if (url.password !== '') return { ok: false, reason: 'a password in an ssh:// address is not used; use a key' }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (host.startsWith('-') || user.startsWith('-')) {
    return { ok: false, reason: `"${text}" has a host or user that begins with "-"` }
  }
  if (!/^[\w./-]*$/.test(url.pathname)) return { ok: false, reason: `"${text}" has an unusable socket path` }
  return {
    ok: true,
    target: {
      kind: 'ssh',
      host,
      user: user === '' ? null : user,
      port: url.port === '' ? null : Number(url.port),
      socketPath: url.pathname === '' || url.pathname === '/' ? null : url.pathname,
    },
  }
}

function decodeUser(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return null
  }
}

function tryUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
