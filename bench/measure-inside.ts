import { fileURLToPath } from 'node:url'
import { exec } from '../e2e/lab/enter.ts'
import { InsideFigures } from './inside-figures.ts'
import { printFigure } from './print-figure.ts'
import { median } from './quantile.ts'

const program = fileURLToPath(import.meta.resolve('./inside-host.ts'))

/** What can only be measured among the host's own namespaces: reading one of them; and on what was read, joining and drawing. */
export async function measureInside(host: string): Promise<void> {
  const said = await exec(host, [process.execPath, '--import', import.meta.resolve('tsx'), program])
  const figures = InsideFigures.parse(JSON.parse(said))
  const [own, bare, apart] = [median(figures.own), median(figures.bare), median(figures.apart)]
  printFigure('namespace_read_ms', own)
  printFigure('namespace_read_bare_ms', bare)
  printFigure('namespace_read_ratio', own / bare, { atMost: 1.3 })
  printFigure('namespace_read_cpu_ratio', figures.ownCpu / figures.bareCpu)
  printFigure('namespace_read_vs_tools_apart_ratio', own / apart)
  printFigure('resolve_host_ms_200', median(figures.resolveHost))
  printFigure('plan_picture_ms_200', median(figures.planPicture))
}
