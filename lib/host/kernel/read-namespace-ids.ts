import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { FailureCode } from '../../model/failure-code.ts'
import { errorCode } from '../error-code.ts'
import { excerpt } from '../excerpt.ts'
import { runTool, type ToolRequest } from '../run-tool.ts'

/** A namespace that has an id, by the file that leads to it. */
export type NamedNamespace = { inode: number; name: string }

export type NamespaceIds =
  | { ok: true; namespaces: Map<number, NamedNamespace> }
  | { ok: false; code: FailureCode; reason: string }

/**
 * `ip netns list-id` names an id only after a file in /run/netns. So, in a mount namespace of its own that ends with it, this hides /run behind an
 * empty file system and lays one folder after the other on /run/netns. Nothing of it is seen outside.
 */
const script = `
S=$1; shift
set -e
mount -t tmpfs -o size=64k,mode=755 tmpfs "$S"
I=0
for F in "$@"; do
  I=$((I + 1))
  mkdir "$S/$I"
  mount --rbind "$F" "$S/$I"
done
cd /var/run
R=$(pwd -P)
mount -t tmpfs -o size=64k,mode=755 tmpfs "$R"
mkdir "$R/netns"
while [ $I -gt 0 ]; do
  mount --rbind "$S/$I" "$R/netns"
  printf '%s ' "$I"
  ip -j netns list-id
  I=$((I - 1))
done
`
const IdList = z.array(z.object({ nsid: z.number(), name: z.string().optional() }))
const stageFolders = ['/mnt', '/media', '/srv', '/opt', '/tmp']

/** Where the only folder lies at /run/netns already, as a container can have it, nothing is mounted: AppArmor forbids that to most containers. */
const scriptInPlace = "printf '1 '; ip -j netns list-id"

/** Which namespace each id of the host's own namespace means. */
export async function readNamespaceIds(folders: string[], enter: string[], path: string): Promise<NamespaceIds> {
  const inner = await chooseCommand(folders)
  if (inner === null) return { ok: false, code: 'failed', reason: 'no folder to mount on for ip netns list-id' }
  let stdout = ''
  let said = ''
  const end = await runTool(
    {
      ...(enter.length === 0 ? inner : { tool: 'nsenter', args: [...enter, '--', inner.tool, ...inner.args] }),
      deadlineMs: 5_000,
      onStdout(chunk) {
        stdout += chunk.toString()
        return stdout.length < 10_000_000
      },
      onStderr(chunk) {
        said = (said + chunk.toString()).slice(-400)
      },
    },
    path,
  )
  if (end.kind === 'not-started') return { ok: false, code: end.code, reason: end.reason }
  if (end.kind !== 'exited') return { ok: false, code: 'timeout', reason: 'ip netns list-id did not end' }
  if (end.exitCode !== 0) {
    const code = /not permitted|permission denied/i.test(said) ? 'no-right' : 'failed'
    return { ok: false, code, reason: `namespace ids cannot be read: ${excerpt(said) || `code ${end.exitCode}`}` }
  }
  return parseLists(stdout, folders)
}

async function chooseCommand(folders: string[]): Promise<Pick<ToolRequest, 'tool' | 'args'> | null> {
  const [only, ...more] = folders
  if (only !== undefined && more.length === 0 && (await isSameFolder(only, '/run/netns'))) {
    return { tool: 'sh', args: ['-c', scriptInPlace] }
  }
  const stage = await findStage(folders)
  if (stage === null) return null
  const args = ['--mount', '--propagation', 'private', '--', 'sh', '-c', script, 'sh', stage, ...folders]
  return { tool: 'unshare', args }
}

async function isSameFolder(left: string, right: string): Promise<boolean> {
  const [one, other] = await Promise.all([left, right].map((path) => stat(path).catch(ignoreVanished)))
  return Boolean(one && other && one.dev === other.dev && one.ino === other.ino)
}

async function parseLists(stdout: string, folders: string[]): Promise<NamespaceIds> {
  const namespaces = new Map<number, NamedNamespace>()
  for (const line of stdout.split('\n')) {
    const [, number, json] = /^(\d+) (\[.*\])\s*$/.exec(line) ?? []
    const folder = folders[Number(number) - 1]
    if (folder === undefined || json === undefined) continue
    const list = parseList(json)
    if (list === null) return { ok: false, code: 'bad-answer', reason: `ip netns list-id printed "${excerpt(json)}"` }
    for (const { nsid, name } of list) {
      if (name === undefined) continue
      const file = await stat(join(folder, name)).catch(ignoreVanished)
      if (file) namespaces.set(nsid, { inode: file.ino, name })
    }
  }
  return { ok: true, namespaces }
}

/** Null for what is no such list. */
function parseList(json: string): z.infer<typeof IdList> | null {
  try {
    return IdList.parse(JSON.parse(json))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/** A folder that exists and holds none of those to be shown. */
async function findStage(folders: string[]): Promise<string | null> {
  for (const stage of stageFolders) {
    const isFolder = (await stat(stage).catch(ignoreVanished))?.isDirectory() ?? false
    if (isFolder && !folders.some((folder) => folder.startsWith(`${stage}/`))) return stage
  }
  return null
}

function ignoreVanished(error: unknown): null {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return null
  throw error
}
