import { expect, type Locator, type Page } from '@playwright/test'
import { InspectorPanel } from './inspector-panel.ts'

/** The topology page as a person uses it: the picture, its boxes, and the way to the inspector. */
export class TopologyPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** Opens the page and waits for its picture. `query` is the view as the URL holds it. */
  static async open(page: Page, url: string, query: Record<string, string> = {}): Promise<TopologyPage> {
    const topology = new TopologyPage(page)
    await page.goto(`${url}/?${new URLSearchParams(query)}`)
    await expect(topology.frames.first()).toBeAttached()
    return topology
  }

  get frames(): Locator {
    return this.page.locator('[data-subject^="host:"]')
  }
  get zones(): Locator {
    return this.page.locator('.pn-zone')
  }
  frame(hostId: string): Locator {
    return this.page.locator(`.pn-frame[data-subject="host:${hostId}"]`)
  }
  card(containerId: string): Locator {
    return this.page.locator(`.pn-box[data-subject="container:${containerId}"]`)
  }
  bar(networkId: string): Locator {
    return this.page.locator(`.pn-box[data-subject="network:${networkId}"]`)
  }
  /** The line from a container's card to a network's bar. */
  drop(containerId: string, networkId: string): Locator {
    return this.page.locator(`[data-key="drop:container:${containerId}>${networkId}"]`)
  }

  /** Every `CONTAINER>NETWORK` that is drawn. */
  async drawnAttachments(): Promise<string[]> {
    const keys = await this.page
      .locator('[data-key^="drop:container:"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-key')))
    return keys.flatMap((key) => key?.replace('drop:container:', '') ?? []).sort()
  }
  /** `HOST – HOST` of each tunnel that is drawn, the names in order. */
  async drawnTunnels(): Promise<string[]> {
    const titles = await this.page
      .locator('.pn-box[data-subject^="tunnel:"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('title')))
    const names = titles.flatMap((title) => /^tunnel (\S+ – \S+) ·/.exec(title ?? '')?.[1] ?? [])
    return [...new Set(names.map((name) => name.split(' – ').sort().join(' – ')))].sort()
  }
  /** Ids of what is drawn as a box: `container:` or `network:`. */
  async drawnIds(kind: 'container' | 'network'): Promise<string[]> {
    const subjects = await this.page
      .locator(`.pn-box[data-subject^="${kind}:"]`)
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-subject')))
    return [...new Set(subjects.flatMap((subject) => subject?.slice(kind.length + 1) ?? []))].sort()
  }

  /** Opens the page with a record selected, as a link does. */
  static async openOn(page: Page, url: string, subject: string): Promise<InspectorPanel> {
    await TopologyPage.open(page, url, { selected: subject })
    return new InspectorPanel(page)
  }

  /** The whole picture in sight, nothing beside it. */
  async fit(): Promise<void> {
    const panel = new InspectorPanel(this.page)
    if (await panel.root.count()) {
      await this.page.keyboard.press('Escape')
      await expect(panel.root).toHaveCount(0)
    }
    await this.page.keyboard.press('0')
  }
  async openHost(hostId: string): Promise<InspectorPanel> {
    await this.fit()
    await this.frame(hostId).click({ position: { x: 24, y: 8 } })
    return new InspectorPanel(this.page)
  }
  async openContainer(containerId: string): Promise<InspectorPanel> {
    await this.fit()
    await this.card(containerId).click()
    return new InspectorPanel(this.page)
  }
  async openNetwork(networkId: string): Promise<InspectorPanel> {
    await this.fit()
    await this.bar(networkId)
      .first()
      .click({ position: { x: 12, y: 8 } })
    return new InspectorPanel(this.page)
  }
}

/** The query that leaves nothing out of the picture. */
export const everything = { stopped: '1', idle: '1', system: '1' }
