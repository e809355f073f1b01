import Send from 'lucide-react/icons/send'
import { useState } from 'react'
import { standNow } from '../../lib/analyse/path/stand-now.ts'
import type { Branch, PathAnswer } from '../../lib/analyse/path/trace.ts'
import type { PathProbes } from '../../lib/api/path-contract.ts'
import { useProbe } from '../../lib/api/use-probe.ts'
import { Button } from '../ui/Button.tsx'
import { PathBox } from './PathBox.tsx'
import { SentProbe } from './SentProbe.tsx'

type Props = {
  /** The query of the question with its branch. */
  query: string
  answer: PathAnswer
  branch: Branch | null
  onReadAnew: () => Promise<void>
}

/** The same question with a real packet, beside the prediction. */
export function ProbeBox({ query, answer, branch, onReadAnew }: Props) {
  const { probe, send } = useProbe(query)
  const [reading, setReading] = useState<'no' | 'now' | 'done'>('no')
  const sent = probe.kind === 'sent' ? standing(probe.probes, answer, branch) : []
  const isDoubted = sent.some(({ stand, probe }) => stand !== 'agree' && probe.result !== null)
  const readAnew = () => {
    setReading('now')
    void onReadAnew().finally(() => setReading('done'))
  }
  const sendNow = () => {
    setReading('no')
    send()
  }
  return (
    <PathBox title="Real packet">
      <div aria-live="polite" className="flex flex-col gap-2">
        {sent.map(({ title, probe, stand, says }) => (
          <SentProbe key={title} title={title} probe={probe} stand={stand} says={says} />
        ))}
        {probe.kind === 'sent' && sent.length === 0 ? (
          <p className="text-warn">Nothing is sent: the question came to no address.</p>
        ) : null}
        {probe.kind === 'sending' ? (
          <p className="text-soft">Sent; it may take a few seconds to know that no answer comes.</p>
        ) : null}
        {probe.kind === 'failed' ? (
          <p role="alert" className="wrap-anywhere text-bad">
            {probe.message}
          </p>
        ) : null}
        {probe.kind === 'none' ? (
          <p className="text-soft">Asks the same out of that very namespace, and shows what came of it.</p>
        ) : null}
        {isDoubted && reading === 'done' ? (
          <p className="text-soft">
            The facts on the way were read anew, and the prediction stays: they lack what decides here.
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-2" data-print="no">
        {isDoubted ? (
          <Button disabled={reading === 'now'} onClick={readAnew}>
            {reading === 'now' ? 'Reading' : 'Read the facts anew'}
          </Button>
        ) : null}
        <Button disabled={probe.kind === 'sending'} onClick={sendNow}>
          <Send aria-hidden className="size-3.5" />
          {probe.kind === 'none' ? 'Send a real packet' : 'Send another'}
        </Button>
      </div>
    </PathBox>
  )
}

/** What was sent, each with how it stands to the prediction as that is now. */
function standing({ name, branches }: PathProbes, answer: PathAnswer, branch: Branch | null) {
  return [
    ...(name ? [{ title: 'The resolver', probe: name }] : []),
    ...branches.map((probe) => ({ title: 'The packet', probe })),
  ].map((one) => ({ ...one, ...standNow(answer, branch, one.probe) }))
}
