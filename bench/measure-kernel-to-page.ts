import type { Page } from '@playwright/test'
import { inspectContainers } from '../e2e/lab/inspect-host.ts'
import { InspectorPanel } from '../e2e/pages/inspector-panel.ts'
import { TopologyPage } from '../e2e/pages/topology-page.ts'
import type { RunningPortolan } from '../e2e/running-portolan.ts'
import { kernelChanges } from './kernel-changes.ts'
import { withPage } from './open-page.ts'
import { openShell } from './open-shell.ts'
import { addPageClock, drawnAt, watchPage } from './page-watch.ts'
import { printFigure } from './print-figure.ts'
import { median, quantile } from './quantile.ts'
import { restBetween } from './rest-between.ts'

const rounds = 6
const ruleRounds = 12

/** Changes made by hand in a container's namespace and rules of the host: how long until the inspector shows them. */
export async function measureKernelToPage(portolan: RunningPortolan): Promise<void> {
  const byKind = new Map<string, number[]>()
  const note = (kind: string, ms: number) => byKind.set(kind, [...(byKind.get(kind) ?? []), ms])
  await withPage(async (page) => {
    await addPageClock(page)
    await changeContainer(page, portolan, note)
    await changeRules(page, portolan, note)
  })
  for (const [kind, values] of byKind) printFigure(`kernel_${kind}_to_page_ms_median`, median(values))
  const all = [...byKind.values()].flat()
  printFigure('kernel_change_to_page_samples', all.length)
  printFigure('kernel_change_to_page_ms_median', median(all))
  printFigure('kernel_change_to_page_ms_p95', quantile(all, 0.95), { atMost: 500 })
}

type Note = (kind: string, ms: number) => void

async function changeContainer(page: Page, { host, url }: RunningPortolan, note: Note): Promise<void> {
  const container = (await inspectContainers(host)).at(-1)
  if (container === undefined) throw new Error(`${host} has no container`)
  const [own = ''] = Object.values(container.NetworkSettings.Networks).map(({ IPAddress }) => IPAddress)
  const neighbour = own.replace(/\d+$/, '250')
  await TopologyPage.open(page, url, { selected: `container:${container.Id}` })
  const panel = new InspectorPanel(page)
  const ip = openShell(host, ['nsenter', '-t', String(container.State.Pid), '-n', 'ip', '-batch', '-'])
  for (let round = 0; round < rounds; round++) {
    for (const { kind, tab, add, remove, shows } of kernelChanges(round, neighbour)) {
      await panel.showTab(tab)
      note(kind, await seen(page, shows, true, () => ip.tell(add)))
      note(kind, await seen(page, shows, false, () => ip.tell(remove)))
    }
  }
  await ip.close()
}

async function changeRules(page: Page, { host, url }: RunningPortolan, note: Note): Promise<void> {
  const topology = await TopologyPage.open(page, url)
  const subject = await topology.frames.first().getAttribute('data-subject')
  await TopologyPage.open(page, url, { selected: subject ?? '' })
  const panel = new InspectorPanel(page)
  await panel.showTab('Firewall')
  await panel.root.getByRole('searchbox', { name: 'Filter rules' }).fill('203.0.113.77')
  const shell = openShell(host, ['sh'])
  for (let round = 0; round < ruleRounds; round++) {
    const rule = 'FORWARD -s 203.0.113.77/32 -j DROP'
    note('rule', await seen(page, '-s 203.0.113.77/32 -j DROP', true, () => shell.tell(`iptables -A ${rule}`)))
    note('rule', await seen(page, '-s 203.0.113.77/32 -j DROP', false, () => shell.tell(`iptables -D ${rule}`)))
  }
  await shell.close()
}

/** Milliseconds from the change to the frame in which the inspector shows it, or shows it no more. */
async function seen(page: Page, words: string, shown: boolean, change: () => void): Promise<number> {
  const condition = `(document.querySelector('[aria-label="Inspector"]')?.textContent ?? '').includes(${JSON.stringify(words)})`
  if ((await watchPage(page, condition)) === shown) throw new Error(`the page shows ${words} at the wrong time`)
  const start = Date.now()
  change()
  const end = await drawnAt(page, start, shown, `${shown ? '' : 'no longer '}${words}`)
  await restBetween()
  return end - start
}
