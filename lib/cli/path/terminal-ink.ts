/** How lines are marked for a terminal; where the output is none, not at all. */
export type Ink = Record<'bold' | 'dim' | 'red' | 'green' | 'yellow', (text: string) => string>

const plain = (text: string): string => text

const mark =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`

export const inkFor = (isWanted: boolean): Ink =>
  isWanted
    ? { bold: mark(1, 22), dim: mark(2, 22), red: mark(31, 39), green: mark(32, 39), yellow: mark(33, 39) }
    : { bold: plain, dim: plain, red: plain, green: plain, yellow: plain }
