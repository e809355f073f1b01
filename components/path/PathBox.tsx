import type { ReactNode } from 'react'

/** A block beside the list of hops. */
export const PathBox = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="flex flex-col gap-1.5 rounded-lg border border-line bg-panel px-3 py-2.5">
    <h3 className="font-semibold text-soft">{title}</h3>
    {children}
  </section>
)
