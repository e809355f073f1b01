/** What a figure is aimed at: no more than, or no less than. */
export type Aim = { atMost: number } | { atLeast: number } | null

const missed: string[] = []

/** Prints one figure as `name: value`, in three digits that count. */
export function printFigure(name: string, value: number, aim: Aim = null): void {
  process.stdout.write(`${name}: ${formatValue(value)}\n`)
  if (aim !== null && !reaches(value, aim)) missed.push(name)
}

/** Prints which of the figures so far lie on the wrong side of their aim. */
export function printMissedAims(): void {
  process.stdout.write(`aims_missed: ${missed.length === 0 ? 'none' : missed.join(' ')}\n`)
}

function reaches(value: number, aim: { atMost: number } | { atLeast: number }): boolean {
  return 'atMost' in aim ? value <= aim.atMost : value >= aim.atLeast
}

function formatValue(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 100
    ? String(Math.round(value))
    : String(Number(value.toPrecision(3)))
}
