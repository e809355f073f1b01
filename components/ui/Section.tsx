import type { ReactNode } from 'react'

type Props = { title: string; action?: ReactNode; children: ReactNode }

export function Section({ title, action, children }: Props) {
  return (
    <section>
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-semibold text-soft">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  )
}
