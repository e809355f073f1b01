import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { filterChips } from './filter-chips.ts'

const chipsOf = (change: Partial<typeof defaultViewState>) => {
  const view = { ...defaultViewState, ...change }
  return filterChips(view, planPicture(deploymentModels(), view))
}

test('what is folded is counted, and one click unfolds it', () => {
  const [chip] = chipsOf({})
  expect(chip?.text).toBe('1 idle network, 1 stopped container folded')
  expect(
    filterChips(chip?.next ?? defaultViewState, planPicture(deploymentModels(), chip?.next ?? defaultViewState)),
  ).toEqual([])
})

test('each filter has a chip whose click takes away that filter alone', () => {
  const chips = chipsOf({ search: 'db', project: 'shop', hiddenDrivers: ['macvlan', 'overlay'], group: 'service' })
  const next = Object.fromEntries(chips.map((chip) => [chip.key, chip.next]))
  expect(next.search).toMatchObject({ search: '', project: 'shop' })
  expect(next.project).toMatchObject({ search: 'db', project: null })
  expect(next['driver macvlan']).toMatchObject({ hiddenDrivers: ['overlay'] })
  expect(next.group).toMatchObject({ group: 'none', search: 'db' })
})
