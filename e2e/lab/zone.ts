import { z } from 'zod'

/** Part of the underlay: hosts of one zone share a switch, and a router joins the zones. */
export const zoneSchema = z.enum(['a', 'b'])
export type Zone = z.infer<typeof zoneSchema>

/** A zone's switch, and the start of its addresses; documentation ranges only. */
export const zoneWiring: Record<Zone, { bridge: string; mac: string; start4: string; start6: string }> = {
  a: { bridge: 'switch', mac: '02:00:5e:10:00:01', start4: '198.51.100.', start6: '2001:db8:51::' },
  b: { bridge: 'switch-b', mac: '02:00:5e:10:00:02', start4: '203.0.113.', start6: '2001:db8:71::' },
}
