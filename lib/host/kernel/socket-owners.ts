import { findSocketHolders, type SocketHolder, stillHolds } from './find-socket-holders.ts'

/** The holder of each listening socket of a namespace, in the order of the sockets. */
type Listing = { addresses: string; holders: (SocketHolder | null)[] }

/**
 * Names the process behind each listening socket, as `ss -p` does. That option walks through all processes of the host for each namespace anew, and
 * even `-e` through all cgroups: each costs several times what all else in `ss` does. So the inodes are asked for only when the set of listening
 * sockets has changed, one walk through the processes serves all namespaces, and what is known is checked by looking at the one descriptor.
 */
export class SocketOwners {
  readonly #listings = new Map<number, Listing>()
  #holders = new Map<string, SocketHolder>()
  #walking: Promise<void> | null = null

  /** Adds `users:(("name",pid=1,fd=2))` to the lines of `ss`; `readDetails` gives the same lines with `ino:123`, or null. */
  async addTo(text: string, namespace: number, readDetails: () => Promise<string | null>): Promise<string> {
    const lines = text.split('\n').filter((line) => line !== '')
    const addresses = listAddresses(lines)
    let listing = this.#listings.get(namespace)
    const isCurrent =
      listing?.addresses === addresses && listing.holders.every((held) => held === null || stillHolds(held))
    if (!isCurrent) {
      const detailed = (await readDetails())?.split('\n').filter((line) => line !== '') ?? []
      listing = { addresses: listAddresses(detailed), holders: await this.#findHolders(detailed) }
      this.#listings.set(namespace, listing)
    }
    if (listing?.addresses !== addresses) return text
    return lines.map((line, index) => addHolder(line, listing.holders[index] ?? null)).join('\n')
  }

  /** Forgets all namespaces but these. */
  keepOnly(namespaces: Set<number>): void {
    for (const namespace of this.#listings.keys()) if (!namespaces.has(namespace)) this.#listings.delete(namespace)
  }

  async #findHolders(lines: string[]): Promise<(SocketHolder | null)[]> {
    const inodes = lines.map((line) => / ino:([1-9]\d*)/.exec(line)?.[1] ?? null)
    const isSettled = () =>
      inodes.every((inode) => {
        const holder = inode === null ? undefined : this.#holders.get(inode)
        return inode === null || (holder !== undefined && stillHolds(holder))
      })
    if (!isSettled()) {
      // A walk that is under way may have passed the new socket's process already.
      await this.#walking
      if (!isSettled()) await this.#walk()
    }
    return inodes.map((inode) => (inode === null ? null : (this.#holders.get(inode) ?? null)))
  }

  #walk(): Promise<void> {
    this.#walking ??= findSocketHolders().then((holders) => {
      this.#holders = holders
      this.#walking = null
    })
    return this.#walking
  }
}

/** Protocol and own address of each socket: what tells whether the set has changed. */
function listAddresses(lines: string[]): string {
  return lines.map((line) => line.split(/\s+/, 5).filter((_word, index) => index === 0 || index === 4)).join('\n')
}

function addHolder(line: string, holder: SocketHolder | null): string {
  if (holder === null) return line
  return `${line.trimEnd()} users:(("${holder.name}",pid=${holder.pid},fd=${holder.fd}))`
}
