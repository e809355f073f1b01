import type { RuleNeeds } from '../compiled-firewall.ts'
import type { DataType } from './data-type.ts'
import type { Known, Read } from './seen.ts'

/** What stands left of a comparison, in a concatenation or behind `set`. */
export type Selector = {
  type: DataType
  read: Read
  /** What a packet must have for this to equal a value; absent where long chains are not searched by it. */
  needs?: (value: Known) => RuleNeeds | null
}
