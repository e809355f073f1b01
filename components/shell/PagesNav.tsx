import Network from 'lucide-react/icons/network'
import Table from 'lucide-react/icons/table'

type Props = { shows: 'picture' | 'table'; onShow: (shows: 'picture' | 'table') => void }

const pages = [
  { shows: 'picture', text: 'Topology', icon: Network, shortcut: undefined },
  { shows: 'table', text: 'Table', icon: Table, shortcut: 't' },
] as const

/** The pages that there are; on a narrow screen only their icons. */
export function PagesNav({ shows, onShow }: Props) {
  return (
    <nav
      aria-label="Pages"
      data-print="no"
      className="flex gap-1 border-line bg-panel p-2 max-sm:border-t max-sm:pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:w-32 sm:flex-col sm:border-r max-lg:sm:w-14"
    >
      {pages.map(({ shows: page, text, icon: Icon, shortcut }) => (
        <button
          key={page}
          type="button"
          aria-current={page === shows ? 'page' : undefined}
          aria-keyshortcuts={shortcut}
          title={shortcut ? `${text} (${shortcut})` : text}
          onClick={() => onShow(page)}
          className="flex min-h-8 items-center gap-2 rounded-md px-2 text-soft hover:text-ink aria-[current]:bg-frame aria-[current]:font-semibold aria-[current]:text-ink max-sm:flex-1 max-sm:justify-center pointer-coarse:min-h-11"
        >
          <Icon aria-hidden className="size-4 shrink-0" />
          <span className="max-lg:sm:sr-only">{text}</span>
        </button>
      ))}
    </nav>
  )
}
