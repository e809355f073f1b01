type Props = { text: string; checked: boolean; onChange: (checked: boolean) => void }

export function CheckRow({ text, checked, onChange }: Props) {
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-2 pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="accent-(--pn-sel)"
      />
      <bdi className="min-w-0 truncate">{text}</bdi>
    </label>
  )
}
