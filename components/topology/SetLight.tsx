import { useContext, useEffect, useMemo } from 'react'
import { highlight } from '../../lib/view/highlight.ts'
import type { Picture } from '../../lib/view/picture.ts'
import { LightContext } from './light-store.ts'

/** `pointed` is the key of the part under the pointer or the keyboard. */
type Props = { picture: Picture; pointed: string | null; selected: string | null; over: ReadonlySet<string> | null }

/** Lights what is attached to the part that is pointed at, else what is singled out, else what is attached to what is selected. */
export function SetLight({ picture, pointed, selected, over }: Props) {
  const light = useContext(LightContext)
  const keys = useMemo(() => {
    if (pointed !== null) return highlight(picture, pointed)
    if (over !== null) return over
    return selected === null ? null : highlight(picture, selected)
  }, [picture, pointed, selected, over])
  useEffect(() => light.set(keys), [light, keys])
  return null
}
