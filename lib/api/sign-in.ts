import type { Failure } from './contract.ts'

/** Gives the token for a session cookie; `reason` is for a person. */
export async function signIn(token: string): Promise<{ ok: true } | { ok: false; reason: string }> {
  const answer = await fetch('/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => null)
  if (!answer) return { ok: false, reason: 'Portolan does not answer. Is it still running where it was started?' }
  if (answer.ok) return { ok: true }
  const { error }: Failure = await answer.json()
  return { ok: false, reason: error.message }
}
