import Network from 'lucide-react/icons/network'
import Route from 'lucide-react/icons/route'
import Table from 'lucide-react/icons/table'
import type { MouseEvent } from 'react'

export type PageName = 'picture' | 'table' | 'path'
type Props = { shows: PageName; onShow: (shows: PageName) => void }

const pages = [
  { shows: 'picture', href: '/', text: 'Topology', icon: Network, shortcut: undefined },
  { shows: 'table', href: '/?shows=table', text: 'Table', icon: Table, shortcut: 't' },
  { shows: 'path', href: '/path', text: 'Path', icon: Route, shortcut: 'p' },
] as const

/** The pages that there are; on a narrow screen only their icons. */
export function PagesNav({ shows, onShow }: Props) {
  const open = (page: PageName) => (event: MouseEvent) => {
    // With a modifier it opens elsewhere, as any link.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onShow(page)
  }
  return (
    <nav
      aria-label="Pages"
      data-print="no"
      className="flex gap-1 border-line bg-panel p-2 max-sm:border-t max-sm:pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:w-32 sm:flex-col sm:border-r max-lg:sm:w-14"
    >
      {pages.map(({ shows: page, href, text, icon: Icon, shortcut }) => (
        <a
          key={page}
          href={href}
          aria-current={page === shows ? 'page' : undefined}
          aria-keyshortcuts={shortcut}
          title={shortcut ? `${text} (${shortcut})` : text}
          onClick={open(page)}
          className="flex min-h-8 items-center gap-2 rounded-md px-2 text-soft hover:text-ink aria-[current]:bg-frame aria-[current]:font-semibold aria-[current]:text-ink max-sm:flex-1 max-sm:justify-center pointer-coarse:min-h-11"
        >
          <Icon aria-hidden className="size-4 shrink-0" />
          <span className="max-lg:sm:sr-only">{text}</span>
        </a>
      ))}
    </nav>
  )
}
