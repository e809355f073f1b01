import { applyPlan } from '../../../e2e/lab/apply-plan.ts'
import { exec } from '../../../e2e/lab/enter.ts'
import { remakeHost } from '../../../e2e/lab/host.ts'
import { requireHostConfig } from '../../../e2e/lab/host-config.ts'
import type { Question } from '../question.ts'
import { askBothSides, type Compared, look, type Sight } from '../run-step.ts'
import { withSetting } from '../with-scenario.ts'
import { type Done, doChange } from './do-change.ts'
import { planGround } from './plan-ground.ts'
import type { RandomGround } from './random-ground.ts'
import { wordsOfGround } from './words-of-ground.ts'

/** What came of one part of a ground's changes. `done` holds those of the parts before too. */
export type Tried = { compared: Compared[]; sight: Sight; done: Done[] }

/** Makes the hosts anew with the ground on them, does what is done by hand and hands over the answers to what is chosen, part by part. */
export async function tryGround(
  ground: RandomGround,
  choose: (questions: readonly Question[]) => readonly Question[],
  take: (tried: Tried) => void,
): Promise<void> {
  const { hosts, parts } = ground
  await Promise.all(hosts.map((host) => makeGround(ground, host)))
  await withSetting(hosts, async (setting) => {
    const { places } = await look(hosts, setting)
    const words = await Promise.all(
      hosts.map((host) =>
        wordsOfGround(
          host,
          hosts.filter((other) => other !== host),
          places,
        ),
      ),
    )
    const done: Done[] = []
    for (const [number, part] of [[], ...parts].entries()) {
      if (number > 0 && part.length === 0) continue
      for (const change of part)
        for (const [index, host] of hosts.entries()) {
          const own = words[index]
          if (own) done.push(...(await doChange(change, host, places, own)))
        }
      take({ ...(await askBothSides(hosts, setting, choose)), done: [...done] })
    }
  })
}

async function makeGround(ground: RandomGround, host: string): Promise<void> {
  const config = requireHostConfig(host)
  await remakeHost(host, config)
  // The NIC without an address answers for the host too, on a wire that nothing tells of: who asks outside would come by either.
  await exec(host, ['sh', '-c', 'echo 1 >/proc/sys/net/ipv4/conf/eth1/arp_ignore'])
  await applyPlan(host, planGround(ground, host, config.engine === 'sid'))
}
