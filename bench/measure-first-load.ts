import { gzipSync } from 'node:zlib'
import { TopologyPage } from '../e2e/pages/topology-page.ts'
import type { RunningPortolan } from '../e2e/running-portolan.ts'
import { withPage } from './open-page.ts'
import { printFigure } from './print-figure.ts'

/** Gzipped scripts that Chromium fetches up to the first picture. It asks for no `noModule` polyfill. */
export async function measureFirstLoad({ url }: RunningPortolan): Promise<void> {
  await withPage(async (page) => {
    const scripts = new Map<string, Promise<Buffer>>()
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body())
    })
    const start = performance.now()
    await TopologyPage.open(page, url)
    const firstPicture = performance.now() - start
    const bodies = await Promise.all(scripts.values())
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).byteLength, 0)
    printFigure('first_load_scripts', bodies.length)
    printFigure('first_load_js_gzip_kb', bytes / 1000, { atMost: 250 })
    printFigure('first_picture_ms', firstPicture)
  })
}
