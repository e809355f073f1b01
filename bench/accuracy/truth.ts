import type { ProbeOutcome } from '../../lib/model/probe.ts'

/** What the network did with a question. */
export type Truth = {
  /** `name-not-found`: the place's own resolver knows no such name. `hung-up`: a connection that nobody answered on. */
  outcome: Exclude<ProbeOutcome, 'not-sent'> | 'name-not-found' | 'hung-up'
  /** The address that a name came to; null where an address was asked for or none was found. */
  address: string | null
  /** Which listener answered, by its key; null where it does not say. */
  key: string | null
  says: string
}
