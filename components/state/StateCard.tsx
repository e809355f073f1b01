import type { ReactNode } from 'react'

type Props = { title: string; children: ReactNode }

/** A card in the middle of the picture's place: what is the matter, and what to do. */
export function StateCard({ title, children }: Props) {
  return (
    <section
      aria-label={title}
      className="pointer-events-auto flex w-full max-w-xl flex-col gap-3 rounded-xl border border-line bg-panel p-5 shadow-float"
    >
      <h2 className="font-semibold text-base">{title}</h2>
      {children}
    </section>
  )
}
