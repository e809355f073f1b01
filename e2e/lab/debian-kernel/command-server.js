// @ts-check
// Runs commands inside the virtual machine: `node command-server.js PORT TOKEN_FILE LAB`. One connection is one command; when it closes, the command
// and what it started in its process group end. Runs before anything is compiled: Node's own modules only.
import { spawn } from 'node:child_process'
import { timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { frameOf, frameReader } from './frames.js'

const [port = '', tokenFile = '', lab = ''] = process.argv.slice(2)
const token = readFileSync(tokenFile)

/** A processor that is imitated takes its time. */
const shared = { PORTOLAN_LAB: lab, PORTOLAN_LAB_PATIENCE: '20' }

/** @param {string} given */
const isToken = (given) => given.length === token.length && timingSafeEqual(Buffer.from(given), token)

createServer({ noDelay: true }, (socket) => {
  /** @type {import('node:child_process').ChildProcessWithoutNullStreams | null} */
  let child = null
  const read = frameReader((kind, payload) => {
    if (kind === 'start' && child === null) child = start(socket, payload.toString())
    else if (kind === 'input') child?.stdin.write(payload)
    else if (kind === 'input-end') child?.stdin.end()
  })
  socket.on('data', (part) => {
    try {
      read(part)
    } catch (error) {
      console.error(error)
      socket.destroy()
    }
  })
  socket.on('error', (error) => console.error(error))
  socket.on('close', () => child && endGroup(child))
}).listen(Number(port), '0.0.0.0', () => console.log(`Commands are taken at port ${port}.`))

/**
 * @param {import('node:net').Socket} socket
 * @param {string} text
 */
function start(socket, text) {
  /** @type {import('./frames.js').CommandRequest} */
  const { token: given, argv, env } = JSON.parse(text)
  const [program = '', ...words] = argv
  if (!isToken(given)) {
    socket.destroy()
    return null
  }
  const child = spawn(program, words, { detached: true, env: { ...process.env, ...shared, ...env } })
  for (const [kind, stream] of /** @type {const} */ ([
    ['output', child.stdout],
    ['error', child.stderr],
  ])) {
    stream.on('data', (part) => {
      if (socket.write(frameOf(kind, part))) return
      stream.pause()
      socket.once('drain', () => stream.resume())
    })
  }
  // A program may end without reading its input; its exit code says whether that was well.
  child.stdin.on('error', (error) => {
    if (!('code' in error && error.code === 'EPIPE')) console.error(error)
  })
  /** @param {import('./frames.js').CommandEnd} end */
  const end = (end) => socket.end(frameOf('end', JSON.stringify(end)))
  child.on('error', (error) => end({ code: 127, reason: error.message }))
  child.on('close', (code, signal) =>
    end({ code: code ?? 1, reason: signal === null ? null : `${program} was ended by ${signal}` }),
  )
  return child
}

/** @param {import('node:child_process').ChildProcess} child */
function endGroup(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGTERM')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
