import { type Match, unsure } from './match.ts'
import type { RuleOption } from './split-rule.ts'

const noNetwork = { why: 'which VXLAN network the packet carries is not known' }

/** The VXLAN network identifier in a packet, as Docker's encrypted overlays look it up: by `u32` up to 22, by `bpf` after. */
export function overlayMatch(module: string, options: readonly RuleOption[]): Match {
  const [option] = options
  const text = option?.values.join(' ') ?? ''
  const vni = module === 'u32' ? networkInU32(text) : networkInBytecode(text)
  if (vni === null || options.length !== 1) return unsure(`-m ${module} looks into the packet by a program of its own`)
  return (packet) => {
    if (packet.vni === null) return noNetwork
    return (packet.vni === vni) !== option?.negated
  }
}

function networkInU32(text: string): number | null {
  const found = /^0x0>>0x16&0x3c@0xc&0xffffff00=0x([0-9a-f]+)00$/.exec(text)
  return found ? Number.parseInt(found[1] ?? '', 16) : null
}

/** Loads the four octets behind the UDP header's first four of payload, shifts by eight, compares. */
function networkInBytecode(text: string): number | null {
  const found = /^7,32 0 0 4294963252,7 0 0 0,64 0 0 4,116 0 0 8,21 1 0 (\d+),6 0 0 0,6 0 0 4294967295$/.exec(
    text.trim(),
  )
  return found ? Number(found[1]) : null
}

/** `-m policy`: `--pol ipsec` for what comes out of ESP or goes into it, `--pol none` for all else. */
export function policyMatch(options: readonly RuleOption[]): Match {
  const value = (name: string): string | undefined => options.find((option) => option.name === name)?.values[0]
  const policy = value('--pol')
  const simple = options.length === 2 && options.every(({ negated }) => !negated)
  if (value('--dir') !== 'in' || !simple) return unsure('-m policy asks for transforms that are not known')
  return ({ decrypted }) => (decrypted === true) === (policy === 'ipsec')
}
