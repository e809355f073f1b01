import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { runTool } from '../run-tool.ts'

/** The four save programs by name; empty where there is none of that variant. */
export type SaveTools = { nft4: string; nft6: string; legacy4: string; legacy6: string }

/** Tells the nf_tables and the legacy variant apart: by their own names, else by what plain `iptables-save -V` says it is. */
export async function findSaveTools(path: string): Promise<SaveTools> {
  const isThere = (name: string) => isOnPath(name, path)
  const [nft4, nft6, legacy4, legacy6] = await Promise.all([
    isThere('iptables-nft-save'),
    isThere('ip6tables-nft-save'),
    isThere('iptables-legacy-save'),
    isThere('ip6tables-legacy-save'),
  ])
  const plainIsNft = nft4 && legacy4 ? true : await isPlainSaveNft(path)
  const name = (isOwn: boolean, own: string, isPlain: boolean, plain: string) => (isOwn ? own : isPlain ? plain : '')
  return {
    nft4: name(nft4, 'iptables-nft-save', plainIsNft === true, 'iptables-save'),
    nft6: name(nft6, 'ip6tables-nft-save', plainIsNft === true, 'ip6tables-save'),
    legacy4: name(legacy4, 'iptables-legacy-save', plainIsNft === false, 'iptables-save'),
    legacy6: name(legacy6, 'ip6tables-legacy-save', plainIsNft === false, 'ip6tables-save'),
  }
}

/** Null when there is no plain iptables-save. Before 1.8 it had no variants and was what is now called legacy. */
async function isPlainSaveNft(path: string): Promise<boolean | null> {
  let said = ''
  const end = await runTool(
    {
      tool: 'sh',
      args: ['-c', 'iptables-save -V'],
      deadlineMs: 5_000,
      onStdout(chunk) {
        said += chunk.toString()
        return said.length < 10_000
      },
      onStderr() {},
    },
    path,
  )
  if (end.kind !== 'exited' || end.exitCode !== 0) return null
  return said.includes('nf_tables')
}

async function isOnPath(name: string, path: string): Promise<boolean> {
  const found = await Promise.all(
    path.split(':').map((folder) =>
      access(join(folder, name), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.includes(true)
}
