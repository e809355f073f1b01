import { actor, places } from '../ground.ts'
import { type Fault, inTurn, onEach, singleHosts } from './fault.ts'
import { setKnob } from './keep.ts'

const hostKnob = (name: string, knob: string, value: string): Fault => ({
  name,
  on: singleHosts,
  inject: (ground) => onEach(ground.hosts, (host) => setKnob(places.host(ground, host).file, knob, value)),
})

const dbKnobs = (name: string, knobs: Record<string, string>): Fault => ({
  name,
  on: singleHosts,
  inject: (ground) =>
    onEach(ground.hosts, async (host) => {
      const { file } = actor(ground, host, 'db')
      const undo = []
      for (const [knob, value] of Object.entries(knobs)) undo.push(await setKnob(file, knob, value))
      return inTurn(...undo)
    }),
})

export const knobFaults: Fault[] = [
  hostKnob('ip-forward-off', 'net.ipv4.ip_forward', '0'),
  hostKnob('bridge-nf-off', 'net.bridge.bridge-nf-call-iptables', '0'),
  hostKnob('bridge-nf-on', 'net.bridge.bridge-nf-call-iptables', '1'),
  hostKnob('bridge-nf-6-on', 'net.bridge.bridge-nf-call-ip6tables', '1'),
  hostKnob('reverse-path-strict-on-host', 'net.ipv4.conf.all.rp_filter', '1'),
  hostKnob('route-localnet', 'net.ipv4.conf.all.route_localnet', '1'),
  dbKnobs('echo-ignored', { 'net.ipv4.icmp_echo_ignore_all': '1' }),
  {
    ...dbKnobs('arp-ignored', { 'net.ipv4.conf.all.arp_ignore': '8' }),
    // Whom the database asks knows it by its question, until that entry is probed and fails.
    flickers: ({ from }) => from.name === 'db',
  },
]
