type Props = { text: string; max?: number; className?: string }

/** Text that was written by others: isolated from the direction of its surroundings, cut in the middle, whole on hover. */
export function CutText({ text, max = 48, className = '' }: Props) {
  const cut = cutMiddle(text, max)
  return (
    <bdi className={className} title={cut === text ? undefined : text}>
      {cut}
    </bdi>
  )
}

function cutMiddle(text: string, max: number): string {
  const characters = [...text]
  if (characters.length <= max) return text
  const head = Math.ceil((max - 1) / 2)
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (max - 1 - head)).join('')}`
}
