import { expect, type Locator, type Page } from '@playwright/test'
import { PathReport } from '../../lib/api/path-contract.ts'

/** The path page as a person uses it: the question, the verdict, the hops and the picture. */
export class PathPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** Opens the page on a question and waits for its answer. */
  static async ask(page: Page, url: string, query: Record<string, string>): Promise<PathPage> {
    const path = new PathPage(page)
    await page.goto(`${url}/path?${new URLSearchParams(query)}`)
    await expect(path.verdict).toBeVisible()
    return path
  }

  get verdict(): Locator {
    return this.page.getByRole('region', { name: 'Verdict' })
  }
  field(name: 'from' | 'to' | 'port'): Locator {
    return this.page.getByRole('form', { name: 'Question' }).getByLabel(name, { exact: true })
  }
  hops(direction: 'There' | 'Back'): Locator {
    return this.page.getByRole('list', { name: `Hops: ${direction}` }).locator(':scope > li')
  }
  /** What a direction says, step by step, as text. */
  steps(direction: 'There' | 'Back'): Locator {
    return this.page.getByRole('list', { name: `Hops: ${direction}` }).locator('[data-step] p')
  }
  /** The box of a container or a network on the picture, where the way takes it. */
  lit(subject: string): Locator {
    return this.page.locator(`.pn-box[data-subject="${subject}"] > [data-lit]`)
  }
  /** How each real packet that was sent stands to the prediction. */
  get probes(): Locator {
    return this.page.locator('[data-probe]')
  }
  /** The same of the packet itself; the resolver is asked besides where a name was asked for. */
  get packet(): Locator {
    return this.probes.filter({ hasText: 'The packet' })
  }
  async sendPacket(): Promise<void> {
    await this.page.getByRole('button', { name: /^Send (a real packet|another)$/ }).click()
  }
  /** The namespaces on the way that were not read for the question, or not yet. */
  get notRead(): Locator {
    return this.page.getByRole('list', { name: /^Namespaces on / }).getByText('as last told')
  }
  get marks(): Locator {
    return this.page.locator('.pn-way-mark')
  }
}

/** What the API answers to the same question. */
export async function askPath(url: string, query: Record<string, string>): Promise<PathReport> {
  const answer = await fetch(`${url}/api/path?${new URLSearchParams(query)}`)
  expect(answer.status).toBe(200)
  return PathReport.parse(await answer.json())
}
