import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { errorCode } from '../error-code.ts'
import { defaultSocketPath, type EndpointResult, type TlsSettings } from './endpoint.ts'
import { parseDockerHost } from './parse-docker-host.ts'
import { readContext } from './read-context.ts'
import { readTlsFiles } from './read-tls-files.ts'

export type EndpointSearch = { dockerHost: string | null; env: Record<string, string | undefined>; homeFolder: string }

/** Finds the engine where the docker CLI would: the option, DOCKER_HOST, DOCKER_CONTEXT, the config's currentContext, the default socket. */
export async function findEndpoint(search: EndpointSearch): Promise<EndpointResult> {
  const { dockerHost, env, homeFolder } = search
  const configFolder = env.DOCKER_CONFIG || join(homeFolder, '.docker')
  if (dockerHost) return fromHost(dockerHost, 'option', env, configFolder)
  if (env.DOCKER_HOST) return fromHost(env.DOCKER_HOST, 'DOCKER_HOST', env, configFolder)
  if (env.DOCKER_CONTEXT) return fromContext(env.DOCKER_CONTEXT, 'DOCKER_CONTEXT', env, configFolder)
  const current = await readCurrentContext(join(configFolder, 'config.json'))
  if (!current.ok) return { ok: false, label: join(configFolder, 'config.json'), reason: current.reason }
  return fromContext(current.name ?? 'default', 'context', env, configFolder)
}

async function fromHost(
  value: string,
  origin: string,
  env: EndpointSearch['env'],
  configFolder: string,
): Promise<EndpointResult> {
  const label = `${hidePassword(value)} (${origin})`
  const withTls = Boolean(env.DOCKER_TLS_VERIFY || env.DOCKER_TLS)
  const parsed = parseDockerHost(value, withTls)
  if (!parsed.ok) return { ok: false, label, reason: `${origin}: ${hidePassword(parsed.reason)}` }
  if (!withTls || parsed.target.kind !== 'tcp') return { ok: true, endpoint: { label, target: parsed.target } }
  const read = await readTlsFiles(env.DOCKER_CERT_PATH || configFolder, Boolean(env.DOCKER_TLS_VERIFY))
  if (!read.ok && env.DOCKER_CERT_PATH) return { ok: false, label, reason: `DOCKER_CERT_PATH: ${read.reason}` }
  if (!read.ok) return { ok: false, label, reason: `DOCKER_TLS_VERIFY: ${read.reason}` }
  return { ok: true, endpoint: { label, target: { ...parsed.target, tls: read.tls } } }
}

async function fromContext(
  name: string,
  origin: string,
  env: EndpointSearch['env'],
  configFolder: string,
): Promise<EndpointResult> {
  const place = origin === 'context' ? `context ${name}` : `${origin} ${name}`
  if (name === 'default') {
    return fromHost(`unix://${defaultSocketPath}`, place, env, configFolder)
  }
  const context = await readContext(configFolder, name)
  if (!context.ok) return { ok: false, label: place, reason: context.reason }
  const label = `${hidePassword(context.host) || `unix://${defaultSocketPath}`} (${place})`
  const parsed = parseDockerHost(context.host || `unix://${defaultSocketPath}`, context.tlsFolder !== null)
  if (!parsed.ok) return { ok: false, label, reason: `Docker context "${name}": ${hidePassword(parsed.reason)}` }
  if (parsed.target.kind !== 'tcp') return { ok: true, endpoint: { label, target: parsed.target } }
  let tls: TlsSettings | null = context.skipVerify ? { ca: null, cert: null, key: null, verify: false } : null
  if (context.tlsFolder !== null) {
    const read = await readTlsFiles(context.tlsFolder, !context.skipVerify)
    if (!read.ok) return { ok: false, label, reason: `Docker context "${name}": ${read.reason}` }
    tls = read.tls
  }
  return { ok: true, endpoint: { label, target: { ...parsed.target, tls } } }
}

/** An address is shown to people, and a password in one is of no use to the engine either. */
const hidePassword = (text: string): string => text.replace(/(^|[\s"/])([^\s"/:@]*:)(?!\/\/)[^\s"]+@/g, '$1$2‹masked›@')

const CliConfig = z.object({ currentContext: z.string().optional() })

async function readCurrentContext(
  path: string,
): Promise<{ ok: true; name: string | null } | { ok: false; reason: string }> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { ok: true, name: null }
    return { ok: false, reason: `${path} cannot be read (${code}), so the current Docker context is not known` }
  }
  try {
    return { ok: true, name: CliConfig.parse(JSON.parse(text)).currentContext || null }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
    return { ok: false, reason: `${path} is not the JSON of a docker CLI configuration` }
  }
}
