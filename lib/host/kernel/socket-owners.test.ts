import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { SocketOwners } from './socket-owners.ts'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
})

const sockets = () =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? []
    } catch {
      return []
    }
  })

/** Opens a socket and gives its inode. */
async function listen(): Promise<{ inode: string; close(): Promise<void> }> {
  const before = new Set(sockets())
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  const inode = sockets().find((found) => !before.has(found))
  if (inode === undefined) throw new Error('the socket has no descriptor')
  return { inode, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

const line = (port: number) => `tcp LISTEN 0      511    127.0.0.1:${port}  0.0.0.0:*           `
const name = readFileSync('/proc/self/comm', 'utf8').trim().replace(/[()]/g, '\\$&')

test('the process behind a socket is named, and asked for again only when the sockets change', async () => {
  const owners = new SocketOwners()
  const [first, second] = [await listen(), await listen()]
  let asked = 0
  const read = (text: string, details: string) =>
    owners.addTo(text, 1, () => {
      asked++
      return Promise.resolve(details)
    })
  const one = `${line(80)}\n`
  const oneDetailed = `${line(80)}ino:${first.inode} sk:1 <->\n`
  const named = new RegExp(
    `^tcp LISTEN 0      511    127.0.0.1:80  0.0.0.0:\\* users:\\(\\("${name}",pid=${process.pid},fd=\\d+\\)\\)$`,
  )
  expect(await read(one, oneDetailed)).toMatch(named)
  expect(await read(one, '')).toMatch(named)
  expect(asked).toBe(1)

  const two = `${one}${line(81)}\n`
  const twoDetailed = `${oneDetailed}${line(81)}ino:${second.inode} sk:2 <->\n`
  expect((await read(two, twoDetailed)).match(/users:/g)).toHaveLength(2)
  expect(asked).toBe(2)

  await second.close()
  expect(await read(two, twoDetailed)).not.toMatch(/:81 .*users:/)
  expect(asked).toBe(3)
})

test('a socket that no process is known to hold stays without a name', async () => {
  const owners = new SocketOwners()
  const text = `${line(80)}\n`
  expect(await owners.addTo(text, 1, () => Promise.resolve(`${line(80)}ino:0 <->\n`))).not.toContain('users:')
  expect(await owners.addTo(text, 2, () => Promise.resolve(null))).toBe(text)
})
