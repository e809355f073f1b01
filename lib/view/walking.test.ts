import { expect, test } from 'vitest'
import { highlight } from './highlight.ts'
import { defaultViewState } from './picture.ts'
import { planPicture } from './plan-picture.ts'
import { deploymentModels, threeHosts } from './sample-topologies.ts'
import { seededTopology } from './seeded-topology.ts'
import { pictureTree, type TreeNode } from './tree.ts'
import { type Direction, walkKeys } from './walk-keys.ts'

const picture = planPicture(threeHosts(), defaultViewState)
const keyOf = (name: string): string => [...picture.cards, ...picture.bars].find((box) => box.name === name)?.key ?? ''
const nameOf = (key: string | null): string | undefined =>
  [...picture.frames, ...picture.cards, ...picture.bars].find((box) => box.key === key)?.name

test('a container lights its networks and the lines to them, and nothing else', () => {
  const lit = highlight(picture, keyOf('api.2')) ?? new Set<string>()
  const bars = picture.bars.filter((bar) => lit.has(bar.key)).map((bar) => bar.name)
  expect(bars.sort()).toEqual(['backnet', 'dbnet', 'docker_gwbridge'])
  expect(picture.cards.filter((card) => lit.has(card.key)).map((card) => card.name)).toEqual(['api.2'])
  expect(picture.drops.filter((drop) => lit.has(drop.key)).length).toBe(3)
})

test('a network lights all its members in every row, and its way out', () => {
  const rows = planPicture(deploymentModels(), defaultViewState)
  const subject = rows.bars.find((bar) => bar.name === 'backnet')?.subject ?? ''
  const lit = highlight(rows, subject) ?? new Set<string>()
  expect(rows.cards.filter((card) => lit.has(card.key)).map((card) => card.name)).toEqual([
    'api',
    'db',
    'frozen',
    'worker',
  ])
  expect(rows.uplinks.some((line) => line.style === 'nat' && lit.has(line.key))).toBe(true)
})

test('what is nowhere lights nothing', () => {
  expect(highlight(picture, 'container:none')).toBeNull()
})

test('arrows walk along drops and bars', () => {
  const walk = (from: string, ...path: Direction[]) =>
    nameOf(path.reduce<string | null>((key, step) => walkKeys(picture, key, step), keyOf(from)))
  expect(walk('api.1', 'down')).toBe('docker_gwbridge')
  expect(walk('api.1', 'down', 'down')).toBe('eth0')
  expect(walk('api.1', 'down', 'down', 'down')).toBe('underlay')
  expect(walk('api.1', 'up')).toBe('dbnet')
  expect(walk('api.1', 'right')).toBe('db.1')
  expect(nameOf(walkKeys(picture, null, 'down'))).toBe('api.1')
})

test('arrows reach every container from the first', () => {
  for (let seed = 0; seed < 30; seed++) {
    const one = planPicture(seededTopology(seed, { containersPerHost: 20 }), defaultViewState)
    const seen = new Set<string>()
    for (let key = walkKeys(one, null, 'down'); key !== null && !seen.has(key); key = walkKeys(one, key, 'right'))
      seen.add(key)
    expect(
      one.cards.every((card) => seen.has(card.key)),
      `seed ${seed}`,
    ).toBe(true)
  }
})

test('the tree tells every host, network, container and address of the picture', () => {
  const all = (nodes: readonly TreeNode[]): TreeNode[] => nodes.flatMap((node) => [node, ...all(node.children)])
  const nodes = all(pictureTree(picture))
  expect(new Set(nodes.map((node) => node.key)).size).toBe(nodes.length)
  const subjects = new Set(nodes.map((node) => node.subject))
  for (const box of [...picture.frames, ...picture.cards, ...picture.bars])
    if (box.key !== 'underlay:192.0.2.0/24') expect(subjects).toContain(box.subject)
  for (const drop of picture.drops) expect(subjects).toContain(drop.subject)
  expect(nodes.some((node) => node.text.includes('10.20.0.11/24'))).toBe(true)
})
