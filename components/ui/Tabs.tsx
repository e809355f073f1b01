import { Tabs as Radix } from 'radix-ui'
import { type ReactNode, useContext, useState } from 'react'
import { TabChoice } from './tab-choice.ts'

export type Tab = { id: string; title: string; count?: number | undefined; content: ReactNode }
type Props = { label: string; tabs: Tab[] }

export function Tabs({ label, tabs }: Props) {
  const own = useState<string | null>(null)
  const kept = useContext(TabChoice)
  const [chosen, choose] = kept ? [kept.chosen, kept.choose] : own
  const open = tabs.find(({ id }) => id === chosen) ?? tabs[0]
  return (
    <Radix.Root value={open?.id ?? ''} onValueChange={choose} className="flex flex-col gap-3">
      <Radix.List aria-label={label} className="flex flex-wrap gap-x-4 border-hair border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className="-mb-px inline-flex min-h-8 items-center gap-1 border-transparent border-b-2 text-soft hover:text-ink data-[state=active]:border-sel data-[state=active]:font-semibold data-[state=active]:text-ink pointer-coarse:min-h-11"
          >
            {tab.title}
            {tab.count === undefined ? null : <span className="text-xs tabular-nums opacity-80">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="flex flex-col gap-4 rounded">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
