import { expect, it } from 'vitest'
import { parseRules } from './parse-rules.ts'

/** `ip -j rule show` and `ip rule show` of iproute2 6.1 in one namespace. */
const json = `[{"priority":0,"src":"all","table":"local"},{"priority":97,"src":"all","goto":100},{"priority":98,"src":"all","tos":"0x10","oif":"lo","uid_start":100,"uid_end":200,"sport":53,"table":"1000"},{"priority":99,"src":"all","table":"main","suppress_prefixlen":0},{"priority":100,"not":null,"src":"all","fwmark":"0x10","fwmask":"0xff","table":"200"},{"priority":101,"src":"10.0.0.0","srclen":8,"dst":"10.1.0.0","dstlen":16,"iif":"br9","ipproto":"tcp","dport_start":80,"dport_end":90,"table":"201"},{"priority":102,"src":"all","action":"unreachable"},{"priority":32766,"src":"all","table":"main"}]`
const text = `0:	from all lookup local
97:	from all goto 100
98:	from all tos 0x10 oif lo uidrange 100-200 sport 53 lookup 1000
99:	from all lookup main suppress_prefixlength 0
100:	not from all fwmark 0x10/0xff lookup 200
101:	from 10.0.0.0/8 to 10.1.0.0/16 iif br9 ipproto tcp dport 80-90 lookup 201
102:	from all unreachable
32766:	from all lookup main`

it('writes each rule as ip rule prints it', () => {
  const { value, problems } = parseRules(json, 'inet')
  expect(problems).toEqual([])
  expect(value.map(({ priority, text }) => `${priority}:\t${text}`).join('\n')).toBe(text)
  expect(value.map(({ table }) => table)).toEqual(['local', null, '1000', 'main', '200', '201', null, 'main'])
})

it('keeps a selector that it does not know, so that nobody takes the rule for one without', () => {
  const newer = '[{"priority":90,"src":"all","dscp":"0x2e","protocol":"static","table":"100"}]'
  expect(parseRules(newer, 'inet').value.map(({ text }) => text)).toEqual(['from all dscp 0x2e lookup 100'])
})
