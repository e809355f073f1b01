import { type FileHandle, open } from 'node:fs/promises'
import type { FailureCode } from '../../model/failure-code.ts'
import { errorCode } from '../error-code.ts'
import type { NamespaceRef } from '../host-source.ts'

export type OpenedNamespace =
  | { ok: true; handle: FileHandle; from: string }
  | { ok: false; from: string; code: FailureCode; reason: string }

/** Opens the first file or process that still leads to this very namespace, so that what is entered is what was meant. */
export async function openNamespace(ref: NamespaceRef): Promise<OpenedNamespace> {
  const candidates = [...ref.files, ...ref.pids.map((pid) => `/proc/${pid}/ns/net`)]
  let refused: string | null = null
  for (const path of candidates) {
    try {
      const handle = await open(path, 'r')
      const { ino } = await handle.stat()
      if (ino === ref.inode) return { ok: true, handle, from: path }
      await handle.close()
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EACCES' || code === 'EPERM') refused ??= path
      else if (code !== 'ENOENT' && code !== 'ESRCH')
        return { ok: false, from: path, code: 'failed', reason: `${path}: ${code}` }
    }
  }
  const from = candidates[0] ?? `net:[${ref.inode}]`
  if (refused !== null) {
    const reason = `no right to open ${refused}: entering namespaces takes root, or CAP_SYS_ADMIN (and CAP_SYS_PTRACE by process)`
    return { ok: false, from, code: 'no-right', reason }
  }
  return { ok: false, from, code: 'gone', reason: `the network namespace net:[${ref.inode}] is gone` }
}
