/** Where packets are sent from and answered: a network namespace of the ground under one name that a person would ask with. */
export type Place = {
  kind: 'container' | 'host' | 'outside'
  /** As lines print it: `host1/web`. */
  label: string
  /** The lab host; null for the client outside. */
  host: string | null
  name: string
  /** What a question is asked with. */
  from: string
  containerId: string | null
  /** A file that enters it, as this machine sees it, and its inode: places of one inode share what listens. */
  file: string
  inode: number
  /** A process whose files (`/etc/hosts`, `/etc/resolv.conf`) are the place's own, as this machine sees it; null where no name is asked for. */
  root: string | null
}
