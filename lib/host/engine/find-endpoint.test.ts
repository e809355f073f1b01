import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findEndpoint } from './find-endpoint.ts'

let homeFolder = ''
beforeEach(async () => {
  homeFolder = await mkdtemp(join(tmpdir(), 'portolan-endpoint-'))
})
afterEach(() => rm(homeFolder, { recursive: true }))

const find = (env: Record<string, string>, dockerHost: string | null = null) =>
  findEndpoint({ dockerHost, env, homeFolder })

async function write(path: string, text: string): Promise<string> {
  const file = join(homeFolder, path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, text)
  return file
}

const key = (name: string) => createHash('sha256').update(name).digest('hex')

const addContext = (name: string, host: string) =>
  write(
    `.docker/contexts/meta/${key(name)}/meta.json`,
    JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }),
  )

test('the option wins over DOCKER_HOST, that over DOCKER_CONTEXT, that over the current context', async () => {
  await addContext('lab', 'tcp://lab.example:2375')
  await addContext('other', 'tcp://other.example:2375')
  await write('.docker/config.json', JSON.stringify({ currentContext: 'other' }))
  const env = { DOCKER_HOST: 'unix:///run/a.sock', DOCKER_CONTEXT: 'lab' }
  const label = async (...given: Parameters<typeof find>) => {
    const found = await find(...given)
    return found.ok ? found.endpoint.label : found.reason
  }
  expect(await label(env, 'unix:///run/b.sock')).toBe('unix:///run/b.sock (option)')
  expect(await label(env)).toBe('unix:///run/a.sock (DOCKER_HOST)')
  expect(await label({ DOCKER_CONTEXT: 'lab' })).toBe('tcp://lab.example:2375 (DOCKER_CONTEXT lab)')
  expect(await label({ DOCKER_CONTEXT: 'default' })).toBe('unix:///var/run/docker.sock (DOCKER_CONTEXT default)')
  expect(await label({})).toBe('tcp://other.example:2375 (context other)')
})

test('with nothing set it is the default socket', async () => {
  expect(await find({})).toEqual({
    ok: true,
    endpoint: {
      label: 'unix:///var/run/docker.sock (context default)',
      target: { kind: 'unix', path: '/var/run/docker.sock' },
    },
  })
})

test('DOCKER_CONFIG moves the whole store', async () => {
  await write('elsewhere/config.json', JSON.stringify({ currentContext: 'gone' }))
  const found = await find({ DOCKER_CONFIG: join(homeFolder, 'elsewhere') })
  expect(found).toMatchObject({ ok: false, label: 'context gone' })
  if (!found.ok) expect(found.reason).toContain(join(homeFolder, 'elsewhere', 'contexts', 'meta', key('gone')))
})

test('a context with certificates is spoken to in TLS, on 2376 where it names no port', async () => {
  await addContext('safe', 'tcp://safe.example')
  const pem = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'
  await write(`.docker/contexts/tls/${key('safe')}/docker/ca.pem`, pem)
  expect(await find({ DOCKER_CONTEXT: 'safe' })).toMatchObject({
    ok: true,
    endpoint: { target: { kind: 'tcp', port: 2376, tls: { ca: pem, cert: null, key: null, verify: true } } },
  })
})

test('DOCKER_TLS_VERIFY takes the certificates of DOCKER_CERT_PATH', async () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'
  for (const name of ['ca', 'cert', 'key']) await write(`certs/${name}.pem`, pem)
  const env = { DOCKER_HOST: 'tcp://safe.example', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(homeFolder, 'certs') }
  expect(await find(env)).toMatchObject({
    ok: true,
    endpoint: { target: { port: 2376, tls: { cert: pem, key: pem } } },
  })
})

test('what is wrong is named, with its place', async () => {
  await write('certs/cert.pem', '-----BEGIN CERTIFICATE-----\n')
  await write('bad/key.pem', 'not a key')
  const tls = { DOCKER_HOST: 'tcp://safe.example', DOCKER_TLS_VERIFY: '1' }
  const reason = async (env: Record<string, string>) => {
    const found = await find(env)
    return found.ok ? 'found' : found.reason
  }
  expect(await reason({ ...tls, DOCKER_CERT_PATH: '/nowhere/certs' })).toBe(
    'DOCKER_CERT_PATH: the certificate folder /nowhere/certs does not exist',
  )
  expect(await reason({ ...tls, DOCKER_CERT_PATH: join(homeFolder, 'certs') })).toContain(
    `${join(homeFolder, 'certs/key.pem')} is missing`,
  )
  expect(await reason({ ...tls, DOCKER_CERT_PATH: join(homeFolder, 'bad') })).toContain('is not a PEM file')
  expect(await reason({ DOCKER_HOST: 'ftp://x' })).toContain('DOCKER_HOST: "ftp://x" begins with ftp://')
  const meta = await addContext('broken', 'x')
  await writeFile(meta, '{"Endpoints":')
  expect(await reason({ DOCKER_CONTEXT: 'broken' })).toContain(`${meta} of the Docker context "broken"`)
  const config = await write('.docker/config.json', '<html>')
  expect(await reason({})).toContain(`${config} is not the JSON`)
})

test('a password in an address is shown nowhere', async () => {
  await addContext('lab', 'ssh://root:hunter2@lab.example')
  const addresses = [
    'ssh://root:hunter2@host',
    'tcp://root:hunter2@host:2375',
    'ftp://root:hunter2@host',
    'root:hunter2@host',
  ]
  const found = [...(await Promise.all(addresses.map((host) => find({}, host)))), await find({ DOCKER_CONTEXT: 'lab' })]
  for (const one of found) expect(one.ok).toBe(false)
  expect(JSON.stringify(found)).not.toContain('hunter2')
  expect(await find({}, 'ssh://root:hunter2@host')).toMatchObject({ label: 'ssh://root:‹masked›@host (option)' })
})
