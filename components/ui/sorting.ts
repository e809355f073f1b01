/** By which column rows are sorted; an empty name is none. */
export type Sorting = { column: string; descending: boolean }
