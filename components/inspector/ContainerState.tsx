import type { Container } from '../../lib/model/container.ts'
import { containerTone } from '../../lib/view/container-words.ts'
import { Ago } from '../ui/Ago.tsx'
import { Dot } from '../ui/Dot.tsx'

type Props = { container: Container }

/** State and health as words, with since when. */
export function ContainerState({ container }: Props) {
  const started = container.startedAt === null ? Number.NaN : Date.parse(container.startedAt)
  const word = container.health === 'none' ? container.state : `${container.state}, ${container.health}`
  return (
    <span className="inline-flex items-center gap-1.5">
      <Dot tone={containerTone(container)} />
      {word}
      {container.state === 'running' && started > 0 ? <Ago at={started} words="for" /> : null}
      {container.origin === 'inferred' ? (
        <span className="text-warn">told by managers, no agent reads its node</span>
      ) : null}
      {container.remembered ? <span className="text-warn">from memory, the engine is silent</span> : null}
    </span>
  )
}
