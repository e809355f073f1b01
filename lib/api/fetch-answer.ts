import type { Failure } from './contract.ts'

/** What the server answered; `status` 0: nobody did. */
export type Fetched<T, F> = { ok: true; value: T } | { ok: false; status: number; failure: F | Failure }

/** Asks the server; trouble is an answer too, in words for a person. */
export async function fetchAnswer<T, F = Failure>(path: string): Promise<Fetched<T, F>> {
  const answer = await fetch(path, { cache: 'no-store' }).catch(() => null)
  if (!answer) return failed(0, 'Portolan does not answer. Is it still running?')
  if (answer.ok) return { ok: true, value: await answer.json() }
  const { status, headers } = answer
  if (headers.get('content-type')?.startsWith('application/json'))
    return { ok: false, status, failure: await answer.json() }
  return failed(status, `Something between this page and Portolan answered ${status}.`)
}

const failed = (status: number, message: string) => ({
  ok: false as const,
  status,
  failure: { error: { code: 'no-answer', message } },
})
