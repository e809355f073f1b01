import { EntriesFold } from './EntriesFold.tsx'
import type { OverlayOnHost } from './overlay-facts.ts'

/** Overlay by overlay the entries that a host's kernel sends frames by. */
export function OverlayEntries({ overlays }: { overlays: OverlayOnHost[] }) {
  if (overlays.length === 0) return <p className="text-soft">No overlay has a namespace here.</p>
  return overlays.map((facts) => <EntriesFold key={facts.namespace.id} title={facts.network.name} facts={facts} />)
}
