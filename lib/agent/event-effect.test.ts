import { describe, expect, it } from 'vitest'
import { effectOf } from './event-effect.ts'

const event = (type: string, action: string, attributes: Record<string, string> = {}) =>
  effectOf({ type, action, id: 'x', attributes, timeNano: 1 })

describe('effectOf', () => {
  it.each([
    ['container', 'exec_create: sh -c true'],
    ['container', 'exec_start: sh'],
    ['container', 'exec_die'],
    ['container', 'top'],
    ['container', 'attach'],
    ['container', 'kill'],
    ['image', 'tag'],
    ['volume', 'mount'],
    ['network', 'prune'],
  ])('reads nothing for %s %s', (type, action) => {
    expect(event(type, action)).toBeNull()
  })

  it.each(['create', 'pause', 'unpause', 'update', 'health_status: healthy', 'restart', 'stop'])(
    'reads the container alone for %s',
    (action) => {
      expect(event('container', action)).toMatchObject({
        containers: ['x'],
        networks: [],
        host: false,
        namespaceList: false,
      })
    },
  )

  it('reads the container, its namespace and the host for a start', () => {
    expect(event('container', 'start')).toMatchObject({
      containers: ['x'],
      namespacesOf: ['x'],
      host: true,
      namespaceList: true,
    })
  })

  it('forgets what was destroyed and asks nothing of it', () => {
    expect(event('container', 'destroy')).toMatchObject({ containers: [], goneContainers: ['x'] })
    expect(event('network', 'destroy')).toMatchObject({ networks: [], goneNetworks: ['x'], host: true })
  })

  it('reads both ends of an attachment', () => {
    expect(event('network', 'connect', { container: 'c' })).toMatchObject({
      networks: ['x'],
      containers: ['c'],
      namespacesOf: ['c'],
    })
  })

  it('reads of a swarm the lists that an event can have changed', () => {
    expect(event('service', 'update')).toMatchObject({ swarm: ['services', 'tasks'], engine: false, networks: [] })
    expect(event('node', 'update')).toMatchObject({ swarm: ['nodes', 'tasks'], engine: true })
    expect(event('container', 'die', { 'com.docker.swarm.task.id': 't' })).toMatchObject({ swarm: ['tasks'] })
    expect(event('container', 'die')).toMatchObject({ swarm: [] })
  })

  it('asks again for an overlay that is gone from this node, which others may use still', () => {
    const attributes = { name: 'front', type: 'overlay' }
    expect(event('network', 'destroy', attributes)).toMatchObject({ networks: ['x'], goneNetworks: [], engine: false })
  })

  it('reads the gateway bridge with what joins or leaves an overlay, and the facts with what only swarms have', () => {
    const joined = event('network', 'connect', { container: 'c', name: 'front', type: 'overlay' })
    expect(joined).toMatchObject({ gateway: true, networks: ['x'], containers: ['c'], swarm: ['tasks'] })
    expect(event('network', 'connect', { container: 'c', type: 'bridge' })).toMatchObject({ gateway: false, swarm: [] })
    expect(event('network', 'create', { name: 'docker_gwbridge', type: 'bridge' })).toMatchObject({ engine: true })
    expect(event('network', 'destroy', { name: 'ingress', type: 'overlay' })).toMatchObject({ engine: true })
  })

  it('reads the networks of a container that has a new name', () => {
    expect(event('container', 'rename')).toMatchObject({ containers: ['x'], networksOf: ['x'] })
  })
})
