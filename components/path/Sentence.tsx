import { inertText } from '../../lib/view/inert-text.ts'

/** A sentence of a trace; what stands in backticks is for a terminal. */
export function Sentence({ text }: { text: string }) {
  const parts = inertText(text).split('`')
  if (parts.length % 2 === 0) return <bdi>{parts.join('`')}</bdi>
  return (
    <bdi className="wrap-anywhere">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name than their order
          <code key={index} className="mono rounded bg-frame px-1 py-px">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </bdi>
  )
}
