import type { Container } from '../../lib/model/container.ts'
import { isStopped } from '../../lib/view/container-words.ts'

/** What it means that a container's network namespace is not on record. */
export const namespaceNote = (container: Container): string =>
  isStopped(container) ? 'Not running: it has no network namespace.' : 'Unknown: its network namespace was not read.'
