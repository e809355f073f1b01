import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../error-code.ts'
import type { TlsSettings } from './endpoint.ts'

export type TlsResult = { ok: true; tls: TlsSettings } | { ok: false; reason: string }

/** Reads `ca.pem`, `cert.pem` and `key.pem` of a folder. Like the docker CLI it takes a missing one as none, but not half a pair. */
export async function readTlsFiles(folder: string, verify: boolean): Promise<TlsResult> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) return { ok: false, reason: `the certificate folder ${folder} does not exist` }
  const [ca, cert, key] = await Promise.all([
    readPem(join(folder, 'ca.pem')),
    readPem(join(folder, 'cert.pem')),
    readPem(join(folder, 'key.pem')),
  ])
  for (const file of [ca, cert, key]) if (file.fault !== null) return { ok: false, reason: file.fault }
  if (cert.text !== null && key.text === null) return missing(folder, 'key.pem', 'cert.pem')
  if (key.text !== null && cert.text === null) return missing(folder, 'cert.pem', 'key.pem')
  return { ok: true, tls: { ca: ca.text, cert: cert.text, key: key.text, verify } }
}

function missing(folder: string, absent: string, present: string): TlsResult {
  return { ok: false, reason: `${join(folder, absent)} is missing, but ${present} is there` }
}

async function readPem(path: string): Promise<{ text: string | null; fault: string | null }> {
  try {
    const text = await readFile(path, 'utf8')
    return text.includes('-----BEGIN ') ? { text, fault: null } : { text: null, fault: `${path} is not a PEM file` }
  } catch (error) {
    const code = errorCode(error)
    return code === 'ENOENT' ? { text: null, fault: null } : { text: null, fault: `${path} cannot be read (${code})` }
  }
}
