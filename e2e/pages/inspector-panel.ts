import { expect, type Locator, type Page } from '@playwright/test'

/** The panel beside the picture. */
export class InspectorPanel {
  readonly page: Page
  readonly root: Locator
  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('complementary', { name: 'Inspector' })
  }

  async showTab(title: string): Promise<void> {
    await this.root.getByRole('tab', { name: title }).click()
  }
  /** Rows of a table by its name, each row its cells' text. Null while the table is not there. */
  async rows(label: string): Promise<string[][]> {
    const table = this.root.getByRole('table', { name: label, exact: true })
    await expect(table).toBeVisible()
    return table
      .locator('tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim() ?? '')),
      )
  }
  /** As rows, but each cell as its lines, and without the sentences below rows. */
  async lines(label: string): Promise<string[][][]> {
    const table = this.root.getByRole('table', { name: label, exact: true })
    await expect(table).toBeVisible()
    return table.locator('tbody tr:not(:has(td[colspan]))').evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll('td')].map((cell) =>
          // biome-ignore lint/performance/useDomNodeTextContent: lines are what the layout makes of blocks
          cell.innerText
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        ),
      ),
    )
  }
  /** Unfolds what is folded away under a title, in one part of the panel where others have the same title. */
  async unfold(title: string, part?: string): Promise<void> {
    const heading = this.page.getByRole('heading', { name: part ?? '', exact: true })
    const place = part === undefined ? this.root : this.root.locator('section').filter({ has: heading })
    const details = place
      .locator('details')
      .filter({ has: this.page.locator('summary bdi').getByText(title, { exact: true }) })
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click()
  }
  row(label: string, text: string): Locator {
    return this.root.getByRole('table', { name: label, exact: true }).getByRole('row').filter({ hasText: text })
  }
  /** Addresses of the container on all its networks, with prefix length. */
  async addresses(): Promise<string[]> {
    const list = this.root.getByRole('list', { name: 'Networks of the container' })
    await expect(list).toBeVisible()
    const texts = await list.locator('ul.mono > li').allTextContents()
    return texts.filter((text) => /^[0-9a-f.:]+\/\d+$/.test(text)).sort()
  }
}
