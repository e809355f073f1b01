// @ts-check
// `npm run build`: the pages (Next's standalone server) and the agent (one file). `npm start` calls it when the build is missing or stale.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashSources } from './source-hash.js'

/**
 * Why a build is needed, or null where the present one is made from these very sources.
 * @param {string} root
 * @returns {string | null}
 */
export function whyBuild(root) {
  const stamp = join(root, 'dist/build.json')
  const products = [stamp, ...bundles(root), join(root, '.next/standalone/server.js')]
  if (products.some((file) => !existsSync(file))) return 'there is no build yet'
  // Compared as text: a stamp that was written in part is a stale one.
  return readFileSync(stamp, 'utf8').trim() === stampOf(hashSources(root)) ? null : 'the sources have changed'
}

/**
 * As whyBuild, for the agent alone: a host that is only looked at needs no pages.
 * @param {string} root
 * @returns {string | null}
 */
export function whyBuildAgent(root) {
  const stamp = join(root, 'dist/agent.json')
  if ([stamp, ...bundles(root)].some((file) => !existsSync(file))) return 'there is none yet'
  return readFileSync(stamp, 'utf8').trim() === stampOf(hashSources(root)) ? null : 'the sources have changed'
}

/** @param {string} root */
export async function buildAgentAlone(root) {
  const sources = hashSources(root)
  mkdirSync(join(root, 'dist'), { recursive: true })
  rmSync(join(root, 'dist/agent.json'), { force: true })
  await buildAgent(root)
  writeFileSync(join(root, 'dist/agent.json'), `${stampOf(sources)}\n`)
}

/** What runs without the pages: the agent, what it starts in a namespace to send packets, and the command. */
const entryPoints = {
  agent: 'lib/agent/main.ts',
  'probe-runner': 'lib/probe/runner/main.js',
  'path-command': 'lib/cli/path/run-path.ts',
}

/** @param {string} root */
const bundles = (root) => Object.keys(entryPoints).map((name) => join(root, `dist/${name}.js`))

/** @param {string} sources */
const stampOf = (sources) => JSON.stringify({ sources })

/**
 * Builds the agent and the pages. The stamp comes last: a build that was broken off counts as none.
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function build(root, say) {
  const sources = hashSources(root)
  const began = Date.now()
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  say('Building the agent ...')
  await buildAgentAlone(root)
  say('Building the pages, which takes about half a minute ...')
  buildPages(root, sources)
  writeFileSync(join(root, 'dist/build.json'), `${stampOf(sources)}\n`)
  say(`Built in ${Math.round((Date.now() - began) / 1000)} s.`)
}

/** @param {string} root */
async function buildAgent(root) {
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20.9',
    format: 'esm',
    // Some dependencies are CommonJS and expect what Node gives such modules.
    banner: { js: commonJsNames },
    plugins: [leaveOutUnused],
    legalComments: 'none',
    logLevel: 'error',
  })
  await esbuild.stop()
}

/**
 * dockerode brings what building images and its own connections need. The agent gives it a modem of its own and asks a few GETs:
 * without these parts it is a third of the size and holds 20 MB less.
 * @type {import('esbuild').Plugin}
 */
const leaveOutUnused = {
  name: 'leave out unused',
  setup(build) {
    const filter = /^(docker-modem|@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|tar-fs|ssh2)$/
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'unused' }))
    build.onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {}' }))
  },
}

const commonJsNames = `import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const __filename = decodeURIComponent(new URL(import.meta.url).pathname)
const __dirname = decodeURIComponent(new URL('.', import.meta.url).pathname)`

/**
 * @param {string} root
 * @param {string} sources
 */
function buildPages(root, sources) {
  const standalone = join(root, '.next/standalone')
  rmSync(standalone, { recursive: true, force: true })
  const run = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PORTOLAN_BUILD: sources },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (run.error) throw new Error(`next build could not be started: ${run.error.message}`)
  if (run.status !== 0) throw new Error(`next build ended with code ${run.status}:\n${run.stdout}${run.stderr}`)
  // The standalone server serves these too, but Next leaves them out of its folder.
  cpSync(join(root, '.next/static'), join(standalone, '.next/static'), { recursive: true })
  // The demo recording is the agent's to read.
  const demo = join(root, 'public/demo')
  cpSync(join(root, 'public'), join(standalone, 'public'), { recursive: true, filter: (file) => file !== demo })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
  await build(root, console.log)
}
