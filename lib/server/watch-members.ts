import { lookup } from 'node:dns/promises'
import type { Clock, Timer } from '../link/clock.ts'

export type Resolve = (name: string) => Promise<string[]>

/** What a name leads to now; `addresses` is null where that could not be told. */
export type MembersAnswer = { addresses: ReadonlySet<string> | null; trouble: string | null }

const againMs = 3_000
const absent = new Set(['ENOTFOUND', 'ENODATA'])

/** Every address of a name, asked as the machine asks for all its names. */
export const lookupAll: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address)

/** Asks for a name's addresses again and again: they come and go with its members. A name that does not exist has none. */
export function watchMembers(
  name: string,
  onAnswer: (answer: MembersAnswer) => void,
  clock: Clock,
  resolve: Resolve,
): { close(): void } {
  let timer: Timer | null = null
  let closed = false

  async function ask(): Promise<void> {
    const answer = await resolve(name).then(named, unnamed)
    if (closed) return
    onAnswer(answer)
    timer = clock.after(againMs, ask)
  }

  const named = (addresses: string[]): MembersAnswer =>
    addresses.length > 0 ? { addresses: new Set(addresses), trouble: null } : none(null)

  const unnamed = (error: NodeJS.ErrnoException): MembersAnswer =>
    absent.has(error.code ?? '') ? none(error) : { addresses: null, trouble: sentence(error) }

  const none = (error: Error | null): MembersAnswer => ({ addresses: new Set(), trouble: sentence(error) })

  const sentence = (error: Error | null): string =>
    `The name ${name} leads to no address now${error ? ` (${error.message})` : ''}.`

  void ask()
  return {
    close() {
      closed = true
      timer?.cancel()
    },
  }
}
