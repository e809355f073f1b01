import Send from 'lucide-react/icons/send'
import { useState } from 'react'
import type { Branch, PathAnswer } from '../../lib/analyse/path/trace.ts'
import type { PathProbes } from '../../lib/api/path-contract.ts'
import { useProbe } from '../../lib/api/use-probe.ts'
import { Button } from '../ui/Button.tsx'
import { PathBox } from './PathBox.tsx'
import { SentProbe } from './SentProbe.tsx'
import { standNow } from './stand-now.ts'

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
  return (
    <PathBox title="Real packet">
      <div aria-live="polite" className="flex flex-col gap-2">
        {probe.kind === 'sent' ? (
          <Sent probes={probe.probes} answer={answer} branch={branch} onReadAnew={onReadAnew} />
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
      </div>
      <Button className="self-start" data-print="no" disabled={probe.kind === 'sending'} onClick={send}>
        <Send aria-hidden className="size-3.5" />
        {probe.kind === 'none' ? 'Send a real packet' : 'Send another'}
      </Button>
    </PathBox>
  )
}

type SentProps = Omit<Props, 'query'> & { probes: PathProbes }

function Sent({ probes: { name, branches }, answer, branch, onReadAnew }: SentProps) {
  const [reading, setReading] = useState<'no' | 'now' | 'done'>('no')
  const sent = [
    ...(name ? [{ title: 'The resolver', probe: name }] : []),
    ...branches.map((probe) => ({ title: 'The packet', probe })),
  ].map((one) => ({ ...one, ...standNow(answer, branch, one.probe) }))
  const isAgreed = sent.every(({ stand, probe }) => stand === 'agree' || probe.result === null)
  return (
    <>
      {sent.length === 0 ? <p className="text-warn">Nothing is sent: the question came to no address.</p> : null}
      {sent.map(({ title, probe, stand, says }) => (
        <SentProbe key={title} title={title} probe={probe} stand={stand} says={says} />
      ))}
      {isAgreed ? null : (
        <>
          {reading === 'done' ? (
            <p className="text-soft">
              The facts on the way were read anew, and the prediction stays: they lack what decides here.
            </p>
          ) : null}
          <Button
            className="self-start"
            data-print="no"
            disabled={reading === 'now'}
            onClick={() => {
              setReading('now')
              void onReadAnew().finally(() => setReading('done'))
            }}
          >
            {reading === 'now' ? 'Reading' : 'Read the facts anew'}
          </Button>
        </>
      )}
    </>
  )
}
