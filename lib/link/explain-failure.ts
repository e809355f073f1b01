/** Why a link ended. `refused`: something answers, and it is not believed or does not believe this side. */
export type LinkEnd = { refused: boolean; reason: string }

/** The trouble with a connection, as a person can act on it. */
export function explainFailure(error: Error, place: string): LinkEnd {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/alert illegal parameter|alert decrypt error/i.test(error.message))
    return { refused: true, reason: `the agent at ${place} holds another secret` }
  if (/certificate/i.test(error.message))
    return {
      refused: true,
      reason: `what answers at ${place} does not know the secret: it shows a certificate instead`,
    }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
    return {
      refused: true,
      reason: `what answers at ${place} is no agent: it does not speak TLS 1.3 with a shared secret`,
    }
  return { refused: false, reason: `the agent at ${place} does not answer: ${messageOf(error)}` }
}

/** A name with several addresses fails with one error an address. */
function messageOf(error: Error): string {
  if (error.message || !(error instanceof AggregateError)) return error.message
  return error.errors.map(String).join('; ')
}
