/** `1 container`, `2 containers`, `1,024 containers`. */
export function countWords(count: number, what: string): string {
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${digits} ${what}${count === 1 ? '' : 's'}`
}
