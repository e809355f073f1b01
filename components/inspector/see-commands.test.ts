import { expect, test } from 'vitest'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { seeCommands } from './see-commands.ts'

const topology = deploymentModels()
const commandsOf = (kind: string, id: string) => seeCommands(topology, kind, id).map(({ command }) => command)

test('an endpoint is shown by the commands of its container', () => {
  const endpoint = topology.endpoints.find(({ containerId }) => containerId !== null)
  expect(commandsOf('endpoint', endpoint?.id ?? '')).toEqual(commandsOf('container', endpoint?.containerId ?? ''))
  expect(commandsOf('endpoint', endpoint?.id ?? '')).toContain(`docker inspect ${endpoint?.containerId}`)
})

test('an interface of the host is asked for without entering', () => {
  const nic = topology.interfaces.find(({ name }) => name === 'eth0')
  expect(commandsOf('interface', nic?.id ?? '')).toContain('ip -d addr')
})

test('what is gone has no commands', () => {
  for (const kind of ['container', 'network', 'host', 'interface', 'endpoint', 'nothing'])
    expect(commandsOf(kind, 'gone')).toEqual([])
})
