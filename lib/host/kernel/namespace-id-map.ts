import type { NamedNamespace, NamespaceIds } from './read-namespace-ids.ts'

const shortestPauseMs = 2_000

/** Remembers which inode each namespace id means, and asks anew, at most every two seconds, when an unknown one is heard. */
export class NamespaceIdMap {
  #namespaces = new Map<number, NamedNamespace>()
  #running: Promise<void> | null = null
  #askedAt = Number.NEGATIVE_INFINITY
  readonly #read: () => Promise<NamespaceIds>
  readonly #onResult: (result: NamespaceIds) => void

  constructor(read: () => Promise<NamespaceIds>, onResult: (result: NamespaceIds) => void) {
    this.#read = read
    this.#onResult = onResult
  }

  /** The kernel gives a freed id to the next namespace. */
  forget(nsid: number): number | null {
    const inode = this.#namespaces.get(nsid)?.inode ?? null
    this.#namespaces.delete(nsid)
    return inode
  }

  /** The inode, or null where the id leads to no file. Answers at once (no promise) for ids that are known. */
  find(nsid: number): number | Promise<number | null> {
    const known = this.#namespaces.get(nsid)?.inode
    if (known !== undefined) return known
    if (this.#running === null && performance.now() - this.#askedAt < shortestPauseMs) return Promise.resolve(null)
    this.#running ??= this.#refresh()
    return this.#running.then(() => this.#namespaces.get(nsid)?.inode ?? null)
  }

  async #refresh(): Promise<void> {
    try {
      const result = await this.#read()
      if (result.ok) this.#namespaces = result.namespaces
      this.#onResult(result)
    } finally {
      this.#askedAt = performance.now()
      this.#running = null
    }
  }
}
