import { z } from 'zod'
import { tellEngine } from '../engine-request.ts'
import { inParallel } from '../in-parallel.ts'
import type { BulkScenario } from '../scenario.ts'

const createdSchema = z.object({ Id: z.string() })

/** Each container on one network, every fifth on the next network too. */
export const many: BulkScenario = {
  kind: 'bulk',
  name: 'many',
  about: 'any number of containers (200) on any number of networks (40), for figures',
  make: async (host, size) => {
    await inParallel(range(size.networks), 4, (index) => makeNetwork(host, index))
    await inParallel(range(size.containers), 6, (index) => makeContainer(host, index, size.networks))
  },
}

async function makeNetwork(host: string, index: number): Promise<void> {
  const subnet = `10.${100 + Math.floor(index / 200)}.${index % 200}.0/24`
  await tellEngine(host, '/networks/create', {
    method: 'POST',
    body: { Name: networkName(index), Driver: 'bridge', CheckDuplicate: true, IPAM: { Config: [{ Subnet: subnet }] } },
  })
}

async function makeContainer(host: string, index: number, networks: number): Promise<void> {
  const name = `many-${String(index + 1).padStart(4, '0')}`
  const created = await tellEngine(host, `/containers/create?name=${name}`, {
    method: 'POST',
    body: {
      Image: index % 2 === 0 ? 'shop/web:1' : 'shop/api:1',
      Cmd: ['sleep', '86400'],
      Labels: { 'com.example.index': `${index}` },
      HostConfig: { NetworkMode: networkName(index % networks) },
    },
  })
  const { Id } = createdSchema.parse(JSON.parse(created))
  if (index % 5 === 0 && networks > 1) {
    const next = networkName((index + 1) % networks)
    await tellEngine(host, `/networks/${next}/connect`, { method: 'POST', body: { Container: Id } })
  }
  await tellEngine(host, `/containers/${Id}/start`, { method: 'POST' })
}

const networkName = (index: number) => `many-net-${String(index + 1).padStart(3, '0')}`
const range = (length: number) => Array.from({ length }, (_, index) => index)
