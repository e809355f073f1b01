type Entry = { seq: number; chunk: Uint8Array }

export type ReplayRing = {
  add(seq: number, chunk: Uint8Array): void
  /** What came after `seq`, or null where some of it is no longer kept. */
  after(seq: number): Uint8Array[] | null
}

/** The newest events, bounded by count and by bytes, for browsers that were away for a moment. `first` is the sequence before the first event. */
export function createReplayRing(first: number, limit: { events: number; bytes: number }): ReplayRing {
  let entries: Entry[] = []
  let bytes = 0
  let newest = first

  return {
    add(seq, chunk) {
      entries.push({ seq, chunk })
      bytes += chunk.byteLength
      newest = seq
      let drop = Math.max(0, entries.length - limit.events)
      for (let index = 0; index < drop; index += 1) bytes -= entries[index]?.chunk.byteLength ?? 0
      while (bytes > limit.bytes && drop < entries.length) {
        bytes -= entries[drop]?.chunk.byteLength ?? 0
        drop += 1
      }
      if (drop > 0) entries = entries.slice(drop)
    },
    after(seq) {
      if (seq === newest) return []
      const oldest = entries[0]?.seq ?? newest + 1
      if (seq > newest || seq < oldest - 1) return null
      return entries.filter((entry) => entry.seq > seq).map(({ chunk }) => chunk)
    },
  }
}
