import type { Contradiction } from '../model/contradiction.ts'

/** One record as one host tells it. */
export type Telling<T> = { key: string; record: T }

/** What all hosts say of one record, as one; null where nobody's word holds any more. */
export type United<T> = { record: T | null; contradictions: Contradiction[] }
