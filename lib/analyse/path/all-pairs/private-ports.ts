import { keptFor } from '../../kept-for.ts'
import type { Classes } from './classes.ts'

/** Whether no rule but those about one end alone speaks of a port, so that another port of that kind fares alike. */
export const isPrivatePort = (classes: Classes, port: number): boolean => testFor(classes)(port)

const testFor = keptFor(testOf)

function testOf({ rules, still }: Classes): (port: number) => boolean {
  const texts = [
    ...[...rules.general.values()].flatMap((list) => list.map(({ text }) => text)),
    ...[...rules.of.values()].flatMap((list) => list.flatMap(({ port, text }) => (port === null ? [text] : []))),
    ...still.facts.general.values(),
    ...[...still.own.values()].map(({ from }) => from.text),
  ]
  const single = new Set(rules.translatedTo)
  const ranges: (readonly [number, number])[] = []
  for (const text of texts) {
    if (!text.includes('port')) continue
    for (const [, words = ''] of text.matchAll(/ports?\b(?: !?=)? ?(\S+(?: \S+)?)/g)) {
      if (/[{@$]/.test(words)) return () => false
      for (const [, first = '', last = first] of words.matchAll(/(\d+)(?:[:-](\d*))?/g))
        if (last === first) single.add(Number(first))
        else ranges.push([Number(first), last === '' ? 65_535 : Number(last)])
    }
  }
  return (port) => !single.has(port) && !ranges.some(([first, last]) => port >= first && port <= last)
}
