import type { Container } from '../../lib/model/container.ts'
import { CutText } from '../ui/CutText.tsx'
import { useSelect } from './select-context.ts'

/** A container's name; a click selects it. */
export function ContainerLink({ container }: { container: Pick<Container, 'id' | 'name'> }) {
  const select = useSelect()
  return (
    <button
      type="button"
      onClick={() => select({ kind: 'container', id: container.id })}
      className="rounded text-left font-semibold hover:underline"
    >
      <CutText text={container.name} />
    </button>
  )
}
