import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './lab/run.ts'

/** What one end of a TLS connection holds: a folder with ca.pem, cert.pem and key.pem. */
export type CertificateFolders = { authority: string; server: string; client: string }

/** An authority, the certificate of a server at this address, and that of a client, as Docker's documentation makes them by openssl. */
export async function makeCertificates(folders: CertificateFolders, address: string): Promise<void> {
  const { authority, server, client } = folders
  for (const folder of [authority, server, client]) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
  const ca = join(authority, 'ca.pem')
  const caKey = join(authority, 'ca-key.pem')
  await openssl(['req', '-x509', ...newKey(caKey), '-days', '2', '-subj', '/CN=lab authority', '-out', ca])
  const sign = async (folder: string, name: string, extensions: string) => {
    const request = join(authority, `${name}.csr`)
    await openssl(['req', '-new', ...newKey(join(folder, 'key.pem')), '-subj', `/CN=${name}`, '-out', request])
    writeFileSync(join(authority, `${name}.ext`), extensions)
    await openssl([
      ...['x509', '-req', '-in', request, '-CA', ca, '-CAkey', caKey, '-CAcreateserial', '-days', '2'],
      ...['-extfile', join(authority, `${name}.ext`), '-out', join(folder, 'cert.pem')],
    ])
    copyFileSync(ca, join(folder, 'ca.pem'))
  }
  await sign(server, 'engine', `subjectAltName = IP:${address}\nextendedKeyUsage = serverAuth\n`)
  await sign(client, 'client', 'extendedKeyUsage = clientAuth\n')
}

const newKey = (file: string) => [
  ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
  ...['-keyout', file],
]

const openssl = (words: string[]) => run(['openssl', ...words])
