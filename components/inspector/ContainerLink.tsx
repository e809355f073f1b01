import type { Container } from '../../lib/model/container.ts'
import { RecordLink } from './RecordLink.tsx'

/** A container's name; a click selects it. */
export const ContainerLink = ({ container }: { container: Pick<Container, 'id' | 'name'> }) => (
  <RecordLink kind="container" id={container.id} name={container.name} />
)
