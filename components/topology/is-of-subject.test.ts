import { expect, test } from 'vitest'
import { defaultViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { swarmShop } from '../../lib/view/sample-swarms.ts'
import { isOfSubject } from './is-of-subject.ts'
import { subjectRect } from './subject-rect.ts'

const topology = swarmShop()
const picture = planPicture(topology, defaultViewState)
const grouped = planPicture(topology, { ...defaultViewState, group: 'project' })
const [node] = topology.nodes
const web = topology.services.find(({ name }) => name === 'shop_web')

test('a service is its cards, a node its host, a container also the card of its group', () => {
  const named = (subject: string, of = picture) =>
    [...of.frames, ...of.bars, ...of.cards].filter((box) => isOfSubject(box, subject)).map(({ name }) => name)
  expect(named(`service:${web?.id}`)).toEqual(['web.1', 'web.2', 'web.3'])
  expect(named(`node:${node?.id}`)).toEqual(['host1'])
  const task = topology.tasks.find(({ serviceId }) => serviceId === web?.id)
  expect(named(`container:${task?.containerId}`, grouped)).toEqual(['shop'])
  expect(named('container:none')).toEqual([])
})

test('a zoom to a service shows all its cards', () => {
  const rect = subjectRect(picture, `service:${web?.id}`)
  for (const card of picture.cards.filter((box) => isOfSubject(box, `service:${web?.id}`))) {
    expect(rect?.x).toBeLessThanOrEqual(card.x)
    expect((rect?.x ?? 0) + (rect?.width ?? 0)).toBeGreaterThanOrEqual(card.x + card.width)
  }
})
