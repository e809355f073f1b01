import { describe, expect, it } from 'vitest'
import { parseNft } from './parse-nft.ts'

/** As nft 1.0.6 prints it. */
const ruleset = `table ip docker-bridges {
	counter c1 {
		comment "x { y"
		packets 4 bytes 336
	}

	map filter-forward-in-jumps {
		type ifname : verdict
		elements = { "docker0" : jump filter-forward-in__docker0,
			     "br-1234567890ab" : drop }
	}

	set many {
		type ipv4_addr
		flags interval,timeout
		counter
		elements = { 10.0.0.1 counter packets 1 bytes 84, 10.0.0.2 counter packets 0 bytes 0,
			     10.0.1.0/24 counter packets 0 bytes 0 timeout 1h expires 59m59s992ms }
	}

	chain filter-forward-in__docker0 {
		ct state established,related counter packets 12 bytes 1008 accept
		iifname "docker0" counter packets 0 bytes 0 accept comment "ICC { brace"
		tcp dport { 80, 443 } accept
	}

	chain filter-FORWARD {
		type filter hook forward priority filter; policy accept;
		oifname vmap @filter-forward-in-jumps
		iifname vmap { "a" : jump filter-forward-in__docker0, "b" : drop }
		counter name "c1"
		log prefix "a } b " drop
	}
}
table netdev t {
	chain i {
		type filter hook ingress device "va" priority -500; policy accept;
	}
}
table bridge f {
	chain o {
		type filter hook forward priority 10; policy drop;
		ether type arp accept
	}
}
table inet empty {
}
`

describe('parseNft', () => {
  const { value: tables, problems } = parseNft(ruleset)

  it('reads tables and base chains', () => {
    expect(problems).toEqual([])
    expect(tables.map(({ family, name, chains }) => [family, name, chains.map((chain) => chain.name)])).toEqual([
      ['ip', 'docker-bridges', ['filter-forward-in__docker0', 'filter-FORWARD']],
      ['netdev', 't', ['i']],
      ['bridge', 'f', ['o']],
      ['inet', 'empty', []],
    ])
    const [inside, base] = tables[0]?.chains ?? []
    expect(inside).toMatchObject({ hook: null, priority: null, policy: null })
    expect(base).toMatchObject({ type: 'filter', hook: 'forward', priority: 'filter', policy: 'accept' })
    expect(tables[1]?.chains[0]).toMatchObject({ hook: 'ingress', priority: '-500', devices: ['va'] })
    expect(tables[2]?.chains[0]).toMatchObject({ priority: '10', policy: 'drop' })
  })

  it('reads that a table is dormant, and each device of a chain', () => {
    const { value } = parseNft(
      'table netdev n {\n\tflags dormant\n\n\tchain i {\n\t\ttype filter hook ingress devices = { lo, va } priority filter - 5; policy accept;\n\t}\n}\n',
    )
    expect(value[0]).toMatchObject({ dormant: true, objects: [], chains: [{ devices: ['lo', 'va'] }] })
    expect(tables.map(({ dormant }) => dormant)).toEqual([false, false, false, false])
  })

  it('takes the counters out of the words, and is not misled by braces in quotes', () => {
    expect(tables[0]?.chains[0]?.rules).toEqual([
      { text: 'ct state established,related counter accept', packets: 12, bytes: 1008 },
      { text: 'iifname "docker0" counter accept comment "ICC { brace"', packets: 0, bytes: 0 },
      { text: 'tcp dport { 80, 443 } accept', packets: null, bytes: null },
    ])
    expect(tables[0]?.chains[1]?.rules.map(({ text }) => text)).toEqual([
      'oifname vmap @filter-forward-in-jumps',
      'iifname vmap { "a" : jump filter-forward-in__docker0, "b" : drop }',
      'counter name "c1"',
      'log prefix "a } b " drop',
    ])
  })

  it('keeps objects in their own words without what changes by itself', () => {
    expect(tables[0]?.objects).toEqual([
      'counter c1 { comment "x { y" }',
      'map filter-forward-in-jumps { type ifname : verdict elements = { "docker0" : jump filter-forward-in__docker0, "br-1234567890ab" : drop } }',
      'set many { type ipv4_addr flags interval,timeout counter elements = { 10.0.0.1 counter, 10.0.0.2 counter, 10.0.1.0/24 counter timeout 1h } }',
    ])
  })

  it('gives what could be read of an output that was cut', () => {
    const cut = parseNft(ruleset.slice(0, ruleset.indexOf('tcp dport')))
    expect(cut.problems.map(({ code }) => code)).toEqual(['bad-answer'])
    expect(cut.value[0]?.chains[0]?.rules).toHaveLength(2)
  })
})
