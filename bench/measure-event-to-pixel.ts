import { tellEngine } from '../e2e/lab/engine-request.ts'
import { inspectContainers } from '../e2e/lab/inspect-host.ts'
import { hostSocket } from '../e2e/lab/lab-paths.ts'
import { TopologyPage } from '../e2e/pages/topology-page.ts'
import type { RunningPortolan } from '../e2e/running-portolan.ts'
import { openEngineEvents } from './engine-events.ts'
import { withPage } from './open-page.ts'
import { addPageClock, drawnAt, watchPage } from './page-watch.ts'
import { printFigure } from './print-figure.ts'
import { median, quantile } from './quantile.ts'
import { restBetween } from './rest-between.ts'
import { watchStream } from './watch-stream.ts'

const containersToggled = 30

/** Something in the picture says that one container is paused. */
const showsPaused = `document.querySelector('.pn-card[title*="paused"]') !== null`

/** Pauses containers one after the other: how long after the engine's own moment the picture has changed. */
export async function measureEventToPixel({ host, url }: RunningPortolan): Promise<void> {
  const toPixel: number[] = []
  const toStream: number[] = []
  const bytes: number[] = []
  const events = await openEngineEvents(hostSocket(host))
  const stream = await watchStream(url)
  try {
    await withPage(async (page) => {
      await addPageClock(page)
      const topology = await TopologyPage.open(page, url)
      await topology.fit()
      // The small map is there while not all of the picture is in sight.
      await page.locator('.react-flow__minimap').waitFor({ state: 'detached' })
      if (await watchPage(page, showsPaused)) throw new Error('a container is paused before any was told to pause')
      for (const { Id } of (await inspectContainers(host)).slice(0, containersToggled)) {
        for (const action of ['pause', 'unpause'] as const) {
          const told = Date.now()
          await tellEngine(host, `/containers/${Id}/${action}`, { method: 'POST' })
          const at = await events.when(Id, action, told)
          const change = await stream.change(Id, told)
          toStream.push(change.at - at)
          bytes.push(change.bytes)
          toPixel.push((await drawnAt(page, told, action === 'pause', `${action} of ${Id.slice(0, 12)}`)) - at)
          await restBetween()
        }
      }
    })
  } finally {
    events.close()
    stream.close()
  }
  printFigure('event_to_pixel_samples', toPixel.length)
  printFigure('event_to_stream_ms_median', median(toStream))
  printFigure('event_to_pixel_ms_median', median(toPixel), { atMost: 100 })
  printFigure('event_to_pixel_ms_p95', quantile(toPixel, 0.95), { atMost: 250 })
  printFigure('change_stream_bytes_median', median(bytes))
}
