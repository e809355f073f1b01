import type { LinkState } from '../../lib/api/contract.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import { type HostState, hostState } from './host-state.ts'

/** The one word for all that is looked at: of several hosts it counts those that are live, so that one lost agent does not make all of them stale. */
export function lookingWords(link: LinkState, statuses: readonly HostStatus[]): HostState {
  if (link.state === 'lost') return { word: 'stale for', tone: 'bad', since: link.since }
  const states = statuses.map(hostState)
  const [only] = states
  if (!only) return { word: 'connecting', tone: 'idle', since: null }
  if (states.length === 1) return only
  const troubled = states.filter(({ tone }) => tone === 'bad' || tone === 'warn')
  if (troubled.length === 0) return states.find(({ word }) => word === 'live') ?? only
  const live = states.length - troubled.length
  if (live === 0) return troubled.find(({ tone }) => tone === 'bad') ?? only
  const isRecorded = states.some(({ word }) => word === 'recording')
  return { word: `${live} of ${states.length} hosts ${isRecorded ? 'heard' : 'live'}`, tone: 'warn', since: null }
}
