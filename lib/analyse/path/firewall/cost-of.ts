/** For tests: what a piece of work costs, in ms, at its best of several rounds; to be set beside another in the same run. */
export function costOf(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 7; round += 1) {
    const begun = performance.now()
    for (let time = 0; time < 50; time += 1) work()
    best = Math.min(best, performance.now() - begun)
  }
  return best / 50
}
