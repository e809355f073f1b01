import { inertText } from '../../lib/view/inert-text.ts'

type Props = { text: string; max?: number; className?: string }

/** Text that was written by others: made inert, isolated from the direction of its surroundings, cut in the middle, whole on hover. */
export function CutText({ text, max = 48, className = '' }: Props) {
  const whole = inertText(text)
  const cut = cutMiddle(whole, max)
  return (
    <bdi className={className} title={cut === whole ? undefined : whole}>
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
