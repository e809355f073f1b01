import { hostAddresses } from '../../../e2e/lab/host-addresses.ts'
import { inspectContainers } from '../../../e2e/lab/inspect-host.ts'
import { devicesIn } from '../inside.ts'
import { outsideAddresses } from '../outside-client.ts'
import type { Place } from '../place.ts'

type Attachment = Record<'v4' | 'v6' | 'net4' | 'net6' | 'gw4' | 'mac' | 'dev' | 'port' | 'bridge', string | undefined>

/** What a word in braces stands for on a host now; undefined where there is no such thing. */
export type Words = (braced: string) => string | undefined

/** Reads a host's containers as they are wired before anything is done by hand. Numbers count in circles. */
export async function wordsOfGround(host: string, others: readonly string[], places: readonly Place[]): Promise<Words> {
  const file = places.find(({ kind, name }) => kind === 'host' && name === host)?.file
  if (file === undefined) throw new Error(`${host} is no place`)
  const onHost = await devicesIn(file)
  const inspected = new Map((await inspectContainers(host)).map((one) => [one.Id, one]))
  const containers: Attachment[][] = []
  for (const place of places.filter(({ kind, host: of }) => kind === 'container' && of === host)) {
    const devices = await devicesIn(place.file)
    const networks = Object.entries(inspected.get(place.containerId ?? '')?.NetworkSettings.Networks ?? {})
    const attachments = networks
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, { IPAddress, GlobalIPv6Address, MacAddress }]): Attachment => {
        const device = devices.find(({ address }) => address === MacAddress)
        const end = onHost.find(({ ifindex }) => ifindex === device?.link_index)
        return {
          v4: IPAddress || undefined,
          v6: GlobalIPv6Address || undefined,
          net4: IPAddress ? IPAddress.replace(/\d+$/, '0/24') : undefined,
          net6: GlobalIPv6Address ? GlobalIPv6Address.replace(/[^:]*$/, '/64') : undefined,
          gw4: IPAddress ? IPAddress.replace(/\d+$/, '1') : undefined,
          mac: MacAddress || undefined,
          dev: device?.ifname,
          port: end?.ifname,
          bridge: end?.master,
        }
      })
    containers.push(attachments)
  }
  const own = hostAddresses(host)
  const other = others.map(hostAddresses)[0] ?? own
  const fixed = new Map([
    ['host.v4', own.v4],
    ['host.v6', own.v6],
    ['other.v4', other.v4],
    ['outside.v4', outsideAddresses.v4],
    ['outside.v6', outsideAddresses.v6],
  ])
  return (braced) => {
    const known = fixed.get(braced)
    if (known !== undefined) return known
    const [container = '', attachment = '', word = ''] = braced.split('.')
    const found = inCircles(inCircles(containers, Number(container)), Number(attachment))
    return Object.entries(found ?? {}).find(([name]) => name === word)?.[1]
  }
}

const inCircles = <Value>(list: readonly Value[] | undefined, at: number): Value | undefined => list?.[at % list.length]
