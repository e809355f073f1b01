'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { signIn } from '../../lib/api/sign-in.ts'
import { Button } from '../ui/Button.tsx'

/** The form that takes the token, and goes on to `next` with it. */
export function SignIn({ next }: { next: string }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  // A link from another site brings no cookie along; who is signed in already goes straight on.
  useEffect(() => {
    void fetch('/api/session', { cache: 'no-store' }).then(
      ({ ok }) => {
        if (ok) goOn(next)
      },
      () => setProblem('Portolan does not answer. Is it still running where it was started?'),
    )
  }, [next])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    const token = new FormData(event.currentTarget).get('token')
    const answer = await signIn(typeof token === 'string' ? token : '')
    if (answer.ok) return goOn(next)
    setProblem(answer.reason)
    setBusy(false)
  }

  return (
    <form
      onSubmit={submit}
      className="flex w-full max-w-sm flex-col gap-3 rounded-lg border border-line bg-card p-5 shadow-float"
    >
      <h1 className="text-base font-semibold">Sign in to Portolan</h1>
      <p className="text-soft">
        This server can be reached by others, so it asks for its token: the text of the file that PORTOLAN_TOKEN_FILE
        names.
      </p>
      <label className="flex flex-col gap-1">
        Token
        <input
          name="token"
          type="password"
          autoComplete="current-password"
          required
          aria-invalid={problem !== null}
          aria-describedby="sign-in-problem"
          className="min-h-8 rounded-md border border-line bg-paper px-2 font-mono text-sm"
        />
      </label>
      <p id="sign-in-problem" role="alert" className="min-h-5 text-bad">
        {problem}
      </p>
      <Button type="submit" tone="strong" disabled={busy} className="self-start">
        Sign in
      </Button>
    </form>
  )
}

/** Only to a page of this server. */
function goOn(next: string): void {
  const { origin } = window.location
  const target = URL.canParse(next, origin) ? new URL(next, origin) : null
  window.location.replace(target?.origin === origin ? target.href : '/')
}
