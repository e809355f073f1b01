// @ts-check
/**
 * What command server and client send each other: one byte of kind, four of length, and the payload.
 * From the client: `start` (JSON of a CommandRequest), `input`, `input-end`. From the server: `output`, `error`, `end` (JSON of a CommandEnd).
 */
const kinds = /** @type {const} */ (['start', 'input', 'input-end', 'output', 'error', 'end'])

/** @typedef {typeof kinds[number]} FrameKind */
/** @typedef {{ token: string, argv: string[], env: Record<string, string> }} CommandRequest */
/** @typedef {{ code: number, reason: string | null }} CommandEnd */

/** Nobody sends larger ones; whoever does speaks something else. */
const longest = 64 * 1024 * 1024

/**
 * @param {FrameKind} kind
 * @param {Uint8Array | string} payload
 */
export function frameOf(kind, payload = '') {
  const body = Buffer.from(payload)
  const head = Buffer.alloc(5)
  head.writeUInt8(kinds.indexOf(kind), 0)
  head.writeUInt32BE(body.length, 1)
  return Buffer.concat([head, body])
}

/**
 * Takes what arrives, in whatever pieces, and hands on whole frames.
 * @param {(kind: FrameKind, payload: Buffer) => void} take
 * @returns {(part: Buffer) => void} throws on what is no frame
 */
export function frameReader(take) {
  /** @type {Buffer} */
  let held = Buffer.alloc(0)
  return (part) => {
    held = held.length === 0 ? part : Buffer.concat([held, part])
    while (held.length >= 5) {
      const kind = kinds[held.readUInt8(0)]
      const length = held.readUInt32BE(1)
      if (kind === undefined || length > longest) throw new Error('What came over the wire is no frame')
      if (held.length < 5 + length) return
      const payload = held.subarray(5, 5 + length)
      held = held.subarray(5 + length)
      take(kind, payload)
    }
  }
}
