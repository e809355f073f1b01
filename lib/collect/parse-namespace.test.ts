import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NamespacePart, type NamespaceText, namespaceParts } from '../host/host-source.ts'
import { RecordedKernel } from '../host/recording/recording-files.ts'
import { parseNamespace } from './parse-namespace.ts'

const kernel = RecordedKernel.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../public/demo/kernel.json'), 'utf8')),
)
const texts = Object.values(kernel.namespaceByInode).flatMap((answer) => (answer.ok ? [answer.value] : []))
const host = texts.reduce((most, text) => (JSON.stringify(text).length > JSON.stringify(most).length ? text : most))
const read = namespaceParts.filter((part) => host[part].state === 'read')
const textOf = (part: NamespacePart): string => {
  const output = host[part]
  return output.state === 'read' ? output.text : ''
}
const withPart = (part: NamespacePart, text: string): NamespaceText => ({ ...host, [part]: { state: 'read', text } })

describe('parseNamespace', () => {
  it('understands every line of a real host', () => {
    const facts = parseNamespace(host)
    expect(facts.gaps).toEqual([])
    expect(facts.links.length).toBeGreaterThan(5)
    expect(facts.firewall.every(({ backend }) => backend === 'iptables-nft')).toBe(true)
  })

  it('survives any cut of any part, and says which part was cut', () => {
    const json = read.filter((part) => textOf(part).trim().startsWith('[{'))
    expect(json.length).toBeGreaterThan(5)
    fc.assert(
      fc.property(fc.constantFrom(...read), fc.double({ min: 0, max: 1, noNaN: true }), (part, share) => {
        const whole = textOf(part).trim()
        const cut = whole.slice(0, Math.floor(whole.length * share))
        const facts = parseNamespace(withPart(part, cut))
        const others = facts.gaps.filter((gap) => gap.part !== part)
        expect(others).toEqual([])
        if (json.includes(part) && cut.length > 1 && cut.length < whole.length)
          expect(facts.gaps.map(({ code }) => code)).toContain('bad-answer')
      }),
      { numRuns: 300 },
    )
  })

  it('survives any text in any part', () => {
    fc.assert(
      fc.property(fc.constantFrom(...namespaceParts), fc.oneof(fc.string(), fc.json()), (part, text) => {
        expect(Array.isArray(parseNamespace(withPart(part, text)).gaps)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps a failed part as a gap and a skipped one as nothing', () => {
    const facts = parseNamespace({
      ...host,
      nft: { state: 'failed', code: 'tool-missing', reason: 'nft: not found' },
      fdb: { state: 'skipped' },
    })
    expect(facts.gaps).toEqual([{ part: 'nft', code: 'tool-missing', reason: 'nft: not found' }])
    expect(facts.fdb).toEqual([])
  })

  it('shows tables that iptables-save could not give in the words of nft', () => {
    const facts = parseNamespace({ ...host, iptables: { state: 'failed', code: 'tool-missing', reason: 'no' } })
    const names = (backend: string) =>
      facts.firewall.filter((table) => table.backend === backend).map(({ family, name }) => `${family} ${name}`)
    expect(names('nftables').sort()).toEqual(['ip filter', 'ip nat', 'ip raw'])
    expect(names('iptables-nft').every((name) => name.startsWith('ip6'))).toBe(true)
  })
})
