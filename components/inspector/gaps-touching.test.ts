import { expect, test } from 'vitest'
import type { Gap } from '../../lib/model/gap.ts'
import { GapId, HostId } from '../../lib/model/id.ts'
import { gapsTouching } from './gaps-touching.ts'

const gap = (source: string, hostId: string, touches: string[]): Gap => ({
  id: GapId.parse(`${hostId}/gap/${source}`),
  hostId: HostId.parse(hostId),
  source,
  code: 'failed',
  reason: '',
  cost: '',
  advice: null,
  touches,
})

test('those that name the record come first, then those of its whole host; no others', () => {
  const gaps = [gap('host', 'a', []), gap('other host', 'b', []), gap('own', 'a', ['x']), gap('other', 'a', ['y'])]
  expect(gapsTouching(gaps, 'a', ['x', null]).map(({ source }) => source)).toEqual(['own', 'host'])
})
