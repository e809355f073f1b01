import type { Span } from './span.ts'

/** Each span in the first row where it keeps its distance from those before it. */
export function packRows<T extends Span>(spans: readonly T[], gap: number): (T & { row: number })[] {
  const rows: Span[][] = []
  return spans.map((span) => {
    const isFree = (row: readonly Span[]) => row.every((one) => one.x1 >= span.x2 + gap || span.x1 >= one.x2 + gap)
    const at = rows.findIndex(isFree)
    const row = at === -1 ? rows.length : at
    rows[row] = [...(rows[row] ?? []), span]
    return { ...span, row }
  })
}
