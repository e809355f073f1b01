import { CopyButton } from './CopyButton.tsx'

type Props = { text: string }

/** A command to copy into a terminal. */
export function Command({ text }: Props) {
  return (
    <div className="flex items-start gap-1 rounded-md bg-frame py-0.5 pr-0.5 pl-2">
      <code className="mono wrap-anywhere min-w-0 flex-1 py-0.5">{text}</code>
      <CopyButton text={text} label={`Copy the command ${text}`} />
    </div>
  )
}
