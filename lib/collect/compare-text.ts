/** Order of texts by code unit: the same on every machine and in every language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Sorts records by id in place. */
export const sortById = <T extends { id: string }>(records: T[]): T[] => records.sort((a, b) => compareText(a.id, b.id))
