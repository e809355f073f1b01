import type { ReactNode } from 'react'
import { Section } from '../ui/Section.tsx'
import { SeeItYourself, type SeePart } from './SeeItYourself.tsx'

type Props = { title: string; see?: SeePart | SeePart[]; children: ReactNode }

/** A part of a panel, with the commands that show the same. */
export const Block = ({ title, see, children }: Props) => (
  <Section title={title} action={see ? <SeeItYourself parts={[see].flat()} /> : null}>
    {children}
  </Section>
)
