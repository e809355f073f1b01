import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { type SpokenNode, spokenTree } from './spoken-tree.ts'

const picture = planPicture(deploymentModels(), defaultViewState)

const all = (nodes: SpokenNode[]): SpokenNode[] => nodes.flatMap((node) => [node, ...all(node.children)])

test('every box that a key can walk to has something to be said', () => {
  const { indexOf } = spokenTree(picture)
  for (const box of [...picture.frames, ...picture.bars, ...picture.cards]) expect(indexOf.has(box.subject)).toBe(true)
})

test('numbers are those of reading order, each once', () => {
  const numbers = all(spokenTree(picture).roots).map(({ index }) => index)
  expect(numbers).toEqual(numbers.map((_, index) => index))
})
