const numbers = new Map<string, number>()
const mostNumbers = 500_000
let nextNumber = 1

/** A number that stands for a text: the same number for the same text, and never for another. */
export function numberOf(text: string): number {
  let number = numbers.get(text)
  if (number === undefined) {
    number = nextNumber++
    if (numbers.size >= mostNumbers) numbers.clear()
    numbers.set(text, number)
  }
  return number
}
