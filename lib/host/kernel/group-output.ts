/** What one group of the namespace script printed and how it ended. */
export type GroupOutput = { stdout: string; stderr: string; exitCode: number }

/** Gathers both outputs of the namespace script and cuts them at the boundary lines. */
export class OutputGatherer {
  readonly #boundary: string
  readonly #maxGroupBytes: number
  readonly #stdout: Buffer[] = []
  readonly #stderr: Buffer[] = []
  #groupBytes = 0
  #stderrBytes = 0
  #tail = ''

  constructor(boundary: string, maxGroupBytes: number) {
    this.#boundary = boundary
    this.#maxGroupBytes = maxGroupBytes
  }

  /** Takes a chunk; false when the running group has printed more than its cap. */
  addStdout(chunk: Buffer): boolean {
    const seam = this.#tail + chunk.toString('latin1')
    const at = seam.lastIndexOf(this.#boundary)
    this.#groupBytes = at === -1 ? this.#groupBytes + chunk.length : seam.length - at
    this.#tail = seam.slice(-this.#boundary.length)
    if (this.#groupBytes > this.#maxGroupBytes) return false
    this.#stdout.push(chunk)
    return true
  }

  /** A tool that fills stderr is heard for its first megabyte only. */
  addStderr(chunk: Buffer): void {
    this.#stderrBytes += chunk.length
    if (this.#stderrBytes <= 1_000_000) this.#stderr.push(chunk)
  }

  /** The groups that ended, by name. A group whose boundary never came is not among them. */
  finish(): Map<string, GroupOutput> {
    const errors = new Map(this.#cut(this.#stderr).map(({ name, text }) => [name, text]))
    return new Map(
      this.#cut(this.#stdout).map(({ name, text, exitCode }) => [
        name,
        { stdout: text, stderr: errors.get(name) ?? '', exitCode },
      ]),
    )
  }

  #cut(chunks: Buffer[]): { name: string; text: string; exitCode: number }[] {
    const pieces = Buffer.concat(chunks).toString().split(`\n${this.#boundary} `)
    let text = pieces[0] ?? ''
    const groups = []
    for (const piece of pieces.slice(1)) {
      const [, name = '', code = ''] = /^(\w+) (\d+)\n/.exec(piece) ?? []
      groups.push({ name, text, exitCode: Number(code) })
      text = piece.slice(piece.indexOf('\n') + 1)
    }
    return groups
  }
}
