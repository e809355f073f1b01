type Props = { readAt: number }

/** What a sheet of paper must say: which view this is, and when it was read. */
export function PrintFoot({ readAt }: Props) {
  return (
    <footer className="mono hidden px-4 py-2 print:block">
      {window.location.href} · read {new Date(readAt).toISOString().slice(0, 19).replace('T', ' ')} UTC
    </footer>
  )
}
