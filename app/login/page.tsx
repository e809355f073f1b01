import { headers } from 'next/headers'
import { SignIn } from '../../components/login/SignIn.tsx'
import { theServer } from '../../lib/server/the-server.ts'

export const metadata = { title: 'Sign in · Portolan' }

/** Asks for the token. Which server it is for can be told by its epoch, as in `/healthz`. */
export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  await headers() // rendered anew for each request: the nonce and the epoch are of this one
  const { next } = await searchParams
  return (
    <main className="grid h-dvh place-items-center p-4" data-epoch={theServer().live.hub.epoch}>
      <SignIn next={typeof next === 'string' ? next : '/'} />
    </main>
  )
}
