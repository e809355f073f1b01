import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startOwn } from './own-process.js'
import { isOpenToAll, makeRunFolder, removeRunFolder } from './run-folder.js'
import { prepareWebPlace } from './web-place.js'
import { whyNotUnprivileged } from './web-user.js'

const isRoot = process.getuid?.() === 0
const server = `process.stdout.write('up ' + require('fs').readFileSync(process.env.PORTOLAN_TOKEN_FILE)); process.stdin.resume()`
const noSecrets = { tokenFile: null, secretFile: null }
let root: string

/** A checkout in a folder that is closed to others, as below /root. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'portolan-place-'))
  mkdirSync(join(root, '.next/standalone'), { recursive: true, mode: 0o700 })
  writeFileSync(join(root, '.next/standalone/server.js'), server, { mode: 0o600 })
  writeFileSync(join(root, 'token'), 'the token\n', { mode: 0o600 })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe.runIf(isRoot)('as root', () => {
  it('the web process runs as another user without capabilities, from a copy that it can read', async () => {
    const prepared = prepareWebPlace(root, {
      webAsRoot: false,
      secrets: { tokenFile: join(root, 'token'), secretFile: join(root, 'token') },
    })
    if (!prepared.ok) throw new Error(prepared.reason)
    const { place } = prepared
    const lines: string[] = []
    const env = {
      PATH: process.env.PATH,
      NODE_ENV: 'production' as const,
      PORTOLAN_TOKEN_FILE: place.secrets.tokenFile ?? '',
    }
    const web = await new Promise<ReturnType<typeof startOwn>>((resolve) => {
      const own = startOwn({
        ...{ name: 'web', argv: place.argv, cwd: place.cwd, env, onError: (line: string) => lines.push(line) },
        onLine: (line) => {
          lines.push(line)
          resolve(own)
        },
      })
    })
    try {
      expect(lines).toEqual(['up the token'])
      expect(whyNotUnprivileged(web.pid)).toBeNull()
      expect(whyNotUnprivileged(process.pid)).toMatch(/its user ids are 0/)
      const agentFolder = statSync(place.socketFolder)
      expect(agentFolder.mode & 0o777).toBe(0o710)
      expect([agentFolder.uid, agentFolder.gid]).toEqual([0, place.socketGroup])
    } finally {
      await web.end()
      removeRunFolder(place.folder)
    }
  })

  it('the web process can read its token and secret and reach the agents under any umask', () => {
    const before = process.umask(0o077)
    try {
      const prepared = prepareWebPlace(root, {
        webAsRoot: false,
        secrets: { tokenFile: join(root, 'token'), secretFile: join(root, 'token') },
      })
      if (!prepared.ok) throw new Error(prepared.reason)
      const { folder, socketFolder, secrets } = prepared.place
      expect(statSync(socketFolder).mode & 0o777).toBe(0o710)
      for (const file of [secrets.tokenFile, secrets.secretFile]) expect(statSync(file ?? '').mode & 0o777).toBe(0o640)
      removeRunFolder(folder)
    } finally {
      process.umask(before)
    }
  })

  it('nothing of a try that failed stays, and root is kept only where that was asked for', () => {
    rmSync(join(root, '.next/standalone/server.js'))
    const before = runFolders()
    const refused = prepareWebPlace(root, { webAsRoot: false, secrets: noSecrets })
    expect(refused).toMatchObject({ ok: false, reason: expect.stringMatching(/--web-as-root/) })
    expect(runFolders()).toEqual(before)
    const kept = prepareWebPlace(root, { webAsRoot: true, secrets: noSecrets })
    expect(kept).toMatchObject({ ok: true, place: { unprivileged: false, socketGroup: null } })
    if (kept.ok) removeRunFolder(kept.place.folder)
  })
})

const runFolders = () =>
  ['/run', '/var/tmp', tmpdir()].flatMap((place) =>
    readdirSync(place).filter((name) => name.startsWith(`portolan-run-${process.pid}-`)),
  )

describe('a run folder', () => {
  it('is open to all only where all folders above it are', () => {
    chmodSync(root, 0o755)
    mkdirSync(join(root, 'open'), { mode: 0o755 })
    expect(isOpenToAll(join(root, 'open'))).toBe(true)
    chmodSync(root, 0o750)
    expect(isOpenToAll(join(root, 'open'))).toBe(false)
  })

  it('is made where links of others lie about', () => {
    symlinkSync('/nowhere', join(root, 'portolan-run-4194305-abcdef'))
    symlinkSync(join(root, 'token'), join(root, 'portolan-run-4194306-abcdef'))
    expect(existsSync(makeRunFolder(root, false))).toBe(true)
    expect(existsSync(join(root, 'token'))).toBe(true)
  })

  it('of a run that was killed goes with the next one, that of a living one stays', () => {
    const dead = join(root, 'portolan-run-4194305-abcdef')
    const living = join(root, `portolan-run-${process.pid}-abcdef`)
    const foreign = join(root, 'portolan-run-notes')
    for (const folder of [dead, living, foreign]) mkdirSync(folder)
    const made = makeRunFolder(root, false)
    expect(existsSync(dead)).toBe(false)
    expect([living, foreign, made].every(existsSync)).toBe(true)
  })
})
