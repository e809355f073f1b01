import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { z } from 'zod'
import { formatAddress } from './agent-address.ts'
import type { Dialler } from './create-dialler.ts'
import { explainFailure } from './explain-failure.ts'
import { identityHeader, parseIdentity } from './identity-header.ts'
import { channelBinding } from './secure-channel.ts'
import { verifyIdentity } from './verify-identity.ts'

export type Asked<T> = { ok: true; value: T } | { ok: false; reason: string }

/** One question to an agent. The deadline is longer than the agent's own for one engine call. */
const deadlineMs = 15_000
const answerLimit = 64 * 1024 * 1024

/**
 * Asks an agent and checks the answer against its schema; over the network, also that it comes from the key that `keyFingerprint` is of. Trouble
 * is an answer, never thrown.
 */
export function askAgent<T>(
  dialler: Dialler,
  path: string,
  schema: z.ZodType<T>,
  keyFingerprint: string | null,
  onConnected: () => void = () => {},
): Promise<Asked<T>> {
  // A question's own text is not for sentences.
  const name = path.split('?')[0] ?? path
  return new Promise((resolve) => {
    let answered = false
    const fail = (reason: string) => {
      asking.destroy()
      resolve({ ok: false, reason })
    }
    const onResponse = (response: IncomingMessage) => {
      answered = true
      const doubt = doubtOf(response, keyFingerprint)
      if (doubt !== null) return fail(doubt)
      const parts: string[] = []
      let length = 0
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        parts.push(part)
        length += part.length
        if (length > answerLimit) fail(`the agent's answer to ${name} is longer than ${answerLimit} characters`)
      })
      response.on('error', (error) => fail(explain(error, name, dialler)))
      response.on('end', () => resolve(check(name, response.statusCode ?? 0, parts.join(''), schema)))
    }
    const asking = dialler.ask(path, onResponse, AbortSignal.timeout(deadlineMs))
    // Without an answer and without an error ends what only offers another protocol.
    asking.on('close', () => {
      if (!answered) fail(`the agent gave no answer to ${name}`)
    })
    asking.on('error', (error) => fail(explain(error, name, dialler)))
    asking.on('socket', (socket) => socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', onConnected))
  })
}

function doubtOf(response: IncomingMessage, keyFingerprint: string | null): string | null {
  if (!(response.socket instanceof TLSSocket)) return null
  const identity = parseIdentity(response.headers[identityHeader])
  const verified = verifyIdentity(identity, channelBinding(response.socket))
  if (!verified.ok) return verified.reason
  return verified.fingerprint === keyFingerprint ? null : 'another agent answers than the one that is connected'
}

function check<T>(path: string, status: number, text: string, schema: z.ZodType<T>): Asked<T> {
  if (status !== 200) return { ok: false, reason: `the agent answered ${path} with status ${status}` }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, reason: `the agent's answer to ${path} is not JSON` }
  }
  try {
    const parsed = schema.safeParse(json)
    if (parsed.success) return { ok: true, value: parsed.data }
    return { ok: false, reason: `the agent's answer to ${path} has another form (${parsed.error.issues[0]?.message})` }
  } catch (error) {
    // A schema of JSON goes as deep as the answer does.
    if (!(error instanceof RangeError)) throw error
    return { ok: false, reason: `the agent's answer to ${path} is nested too deeply` }
  }
}

const explain = (error: Error, path: string, { address }: Dialler): string =>
  error.name === 'TimeoutError' || error.name === 'AbortError'
    ? `the agent gave no answer to ${path} within ${deadlineMs / 1000} s`
    : `the agent could not be asked ${path}: ${explainFailure(error, formatAddress(address)).reason}`
