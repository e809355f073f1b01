import { expect, type Locator, type Page } from '@playwright/test'

/** The panel beside the picture. */
export class InspectorPanel {
  readonly root: Locator
  constructor(page: Page) {
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
