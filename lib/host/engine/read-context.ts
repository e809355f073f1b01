import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { errorCode } from '../error-code.ts'

const ContextMeta = z.object({
  Endpoints: z.object({
    docker: z.object({ Host: z.string().optional(), SkipTLSVerify: z.boolean().optional() }).optional(),
  }),
})

export type ContextResult =
  | { ok: true; host: string; skipVerify: boolean; tlsFolder: string | null }
  | { ok: false; reason: string }

/** Looks a context up in the docker CLI's store (`contexts/meta/<sha256 of the name>/meta.json`). */
export async function readContext(configFolder: string, name: string): Promise<ContextResult> {
  const key = createHash('sha256').update(name).digest('hex')
  const path = join(configFolder, 'contexts', 'meta', key, 'meta.json')
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const code = errorCode(error)
    const reason = code === 'ENOENT' ? `the Docker context "${name}" does not exist` : `context "${name}": ${code}`
    return { ok: false, reason: `${reason} (looked for ${path})` }
  }
  const meta = parseMeta(text)
  if (meta === null) return { ok: false, reason: `${path} of the Docker context "${name}" cannot be understood` }
  const docker = meta.Endpoints.docker
  if (docker === undefined) return { ok: false, reason: `the Docker context "${name}" has no docker endpoint` }
  const tlsFolder = join(configFolder, 'contexts', 'tls', key, 'docker')
  const hasTls = await stat(tlsFolder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  return {
    ok: true,
    host: docker.Host ?? '',
    skipVerify: docker.SkipTLSVerify === true,
    tlsFolder: hasTls ? tlsFolder : null,
  }
}

function parseMeta(text: string): z.infer<typeof ContextMeta> | null {
  try {
    return ContextMeta.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}
