import { resolve } from 'node:path'
import { dockerfileBases } from './dockerfile-bases.ts'
import { askEngine, tellEngine } from './engine-request.ts'
import { splitTag } from './image.ts'
import { ensureNodeImageArchive } from './node-image-archive.ts'

const dockerfile = resolve(import.meta.dirname, '../../Dockerfile')

/** Gives an engine a stand-in for each image that Portolan's Dockerfile starts from, so that it can be built with no way out. */
export async function ensureBaseImages(host: string, log: (line: string) => void = () => undefined): Promise<void> {
  const archive = await ensureNodeImageArchive(log)
  const from = encodeURIComponent(archive)
  for (const image of dockerfileBases(dockerfile)) {
    const present = await askEngine(host, `/images/${encodeURIComponent(image)}/json`)
    if (present.status === 200 && present.body.includes(from)) continue
    const [repo, tag] = splitTag(image)
    const query = new URLSearchParams({ fromSrc: '-', repo, tag })
    const changes = [
      'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      `ENV NODE_VERSION=${process.versions.node}`,
      `LABEL org.portolan.lab.archive=${from}`,
      'CMD ["node"]',
    ]
    for (const change of changes) query.append('changes', change)
    await tellEngine(host, `/images/create?${query}`, { method: 'POST', file: archive, timeoutMs: 180_000 })
  }
}
