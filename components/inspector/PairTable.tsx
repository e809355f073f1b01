import { CutText } from '../ui/CutText.tsx'
import { Rows } from '../ui/Rows.tsx'

type Props = { label: string; pairs: Record<string, string> }

/** Options or labels; nothing where there are none. */
export function PairTable({ label, pairs }: Props) {
  const entries = Object.entries(pairs)
  if (entries.length === 0) return null
  return (
    <Rows
      label={label}
      heads={[label, 'Value']}
      rows={entries.map(([name, value]) => ({
        key: name,
        cells: [<CutText key="name" text={name} />, <CutText key="value" text={value} max={120} />],
      }))}
    />
  )
}
