import type { Verdict } from './trace.ts'

const nothing: Verdict = {
  ...{ outcome: 'unknown', code: 'fact-missing', says: 'Unknown: nothing was found to ask for.' },
  ...{ hostId: null, namespaceId: null, evidence: null, toChange: null },
}

/** Of several ways the worst counts: one that fails before one that is not known, and that before one that is delivered. */
export function overallVerdict(verdicts: readonly Verdict[]): Verdict {
  const failed = verdicts.filter(({ outcome }) => outcome !== 'delivered' && outcome !== 'unknown')
  const worst = failed[0] ?? verdicts.find(({ outcome }) => outcome === 'unknown') ?? verdicts[0] ?? nothing
  const good = verdicts.filter(({ outcome }) => outcome === 'delivered').length
  if (good === 0 || worst.outcome === 'delivered') return worst
  return {
    ...worst,
    says: `Only ${good} of ${verdicts.length} ways ${good === 1 ? 'delivers' : 'deliver'}. ${worst.says}`,
  }
}
