import type { Network } from '../../lib/model/network.ts'
import { networkHue } from '../../lib/view/network-hue.ts'
import { CutText } from '../ui/CutText.tsx'
import { useSelect } from './select-context.ts'

type Props = { network: Network | null; fallback: string }

/** A network's name with its hue; a click selects it. */
export function NetworkName({ network, fallback }: Props) {
  const select = useSelect()
  if (network === null) return <CutText text={fallback} />
  return (
    <button
      type="button"
      onClick={() => select({ kind: 'network', id: network.id })}
      className="inline-flex items-baseline gap-1.5 rounded text-left font-semibold hover:underline"
    >
      <span aria-hidden data-hue={networkHue(network)} className="size-2 shrink-0 self-center rounded-xs bg-hue" />
      <CutText text={network.name} />
    </button>
  )
}
