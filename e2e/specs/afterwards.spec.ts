import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { plantedSecretValues } from '../lab/planted-secrets.ts'
import { evidenceFolder } from '../own-processes.ts'
import { fleetSecrets } from '../running-fleet.ts'

/** The promise of SECURITY.md, as paths; a version may stand before each. */
const promised = [
  /^\/_ping$/,
  /^\/version$/,
  /^\/info$/,
  /^\/networks$/,
  /^\/networks\/[0-9a-z]{25,64}$/,
  /^\/containers\/json\?all=(1|true)$/,
  /^\/containers\/[0-9a-f]{64}\/json$/,
  /^\/events(\?.*)?$/,
  /^\/(nodes|services)$/,
  /^\/tasks(\?filters=[^&]*)?$/,
]

const evidence = (ending: string) => readdirSync(evidenceFolder).filter((file) => file.endsWith(ending))
const read = (file: string) => readFileSync(join(evidenceFolder, file), 'utf8')

test('only the promised GETs went to the engines during the whole run', () => {
  const lines = evidence('engine-requests.log').flatMap((file) => read(file).split('\n').filter(Boolean))
  expect(lines.length).toBeGreaterThan(100)
  const strange = lines.filter((line) => {
    const [method, url = ''] = line.split(' ')
    const path = url.replace(/^\/v1\.\d+/, '')
    return method !== 'GET' || !promised.some((pattern) => pattern.test(path))
  })
  expect([...new Set(strange)]).toEqual([])
})

test('no planted secret is in any log, answer, stream, page or exported file of the whole run', () => {
  const files = evidence('')
  const secrets = [...plantedSecretValues, ...readFileSync(fleetSecrets, 'utf8').split('\n').filter(Boolean)]
  for (const kind of ['-agent.log', '-web.log', '.json', '.ndjson', '.html', '.svg'])
    expect(evidence(kind)).not.toEqual([])
  const leaks = files.flatMap((file) => {
    const text = read(file)
    return secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${file}`)
  })
  expect(leaks).toEqual([])
})
