import Send from 'lucide-react/icons/send'
import { useState } from 'react'
import type { PathProbe } from '../../lib/api/path-contract.ts'
import { useProbe } from '../../lib/api/use-probe.ts'
import { inertText } from '../../lib/view/inert-text.ts'
import { Button } from '../ui/Button.tsx'
import { Since } from '../ui/Since.tsx'
import { PathBox } from './PathBox.tsx'
import { probeWords } from './probe-words.ts'

type Props = {
  /** The query of the question with its branch. */
  query: string
  onReadAnew: () => Promise<void>
}

/** The same question with a real packet, beside the prediction. */
export function ProbeBox({ query, onReadAnew }: Props) {
  const { probe, send } = useProbe(query)
  return (
    <PathBox title="Real packet">
      <div aria-live="polite" className="flex flex-col gap-1.5">
        {probe.kind === 'sent' ? <Sent probe={probe.probe} onReadAnew={onReadAnew} /> : null}
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

function Sent({ probe, onReadAnew }: { probe: PathProbe; onReadAnew: () => Promise<void> }) {
  const [reading, setReading] = useState(false)
  const { result, comparison, notSent, sentAt } = probe
  if (!result || !comparison)
    return <p className="wrap-anywhere text-warn">{inertText(notSent ?? 'No packet was sent.')}</p>
  const { icon: Icon, word, ink } = probeWords[comparison.verdict]
  return (
    <>
      <p className={`flex items-center gap-1.5 font-semibold ${ink}`} data-probe={comparison.verdict}>
        <Icon aria-hidden className="size-4 shrink-0" />
        {word}
      </p>
      <p className="wrap-anywhere">
        <bdi>{inertText(result.says)}</bdi>
        {result.ms === null ? null : <span className="text-soft"> {Math.round(result.ms * 10) / 10} ms</span>}
      </p>
      {result.detail === null ? null : (
        <code className="mono wrap-anywhere rounded bg-frame px-2 py-1">
          <bdi>{inertText(result.detail)}</bdi>
        </code>
      )}
      <p className="wrap-anywhere text-soft">{inertText(comparison.says)}</p>
      {sentAt === null ? null : (
        <p className="text-soft">
          Sent <Since at={sentAt} />.
        </p>
      )}
      {comparison.verdict === 'agree' ? null : (
        <Button
          className="self-start"
          data-print="no"
          disabled={reading}
          onClick={() => {
            setReading(true)
            void onReadAnew().finally(() => setReading(false))
          }}
        >
          {reading ? 'Reading' : 'Read the facts anew'}
        </Button>
      )}
    </>
  )
}
