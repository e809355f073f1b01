// @ts-check
// `npm test`: everything that can be tested here, from a fresh clone. Runs before anything is installed: Node's own modules only.
import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { installPackages, missingPackages, whyNotInstall } from './debian-packages.js'
import { installDependencies } from './dependencies.js'

const root = resolve(import.meta.dirname, '../..')
const reports = mkdtempSync(join(tmpdir(), 'portolan-test-'))

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @type {Count} */
const total = { passed: 0, failed: 0, skipped: 0 }
/** @type {string[]} */
const skips = []
/** @type {string[]} */
const failures = []

process.env.NEXT_TELEMETRY_DISABLED = '1'
process.env.PATH = `${join(root, 'node_modules/.bin')}:${process.env.PATH}:/usr/sbin:/sbin`

async function main() {
  try {
    if (await step('dependencies', () => installDependencies(root, say))) await runAll()
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
  report()
}

async function runAll() {
  const ready = await readyForLab()
  // The lab waits for its engines more than it works, and needs no build.
  const lab = ready ? beside('lab', 'tsx', ['e2e/lab/selfcheck.ts']) : null
  await step('lint', () => run('biome', ['check', '.', '--error-on-warnings']))
  await step('types', async () => {
    await run('next', ['typegen'])
    await run('tsc', ['--noEmit', '-p', '.'])
  })
  await step('import rules', () =>
    run('depcruise', ['--config', '.dependency-cruiser.mjs', 'app', 'components', 'lib', 'e2e', 'bench']),
  )
  await step('unused code', () => run('knip', []))
  await suite('unit tests', 'vitest', ['run', '--reporter=default', '--reporter=json'], vitestCount, (file) => [
    `--outputFile.json=${file}`,
  ])
  const built = await step('build', () => run('node', ['lib/cli/build.js']))
  if (lab) await lab()
  if (ready && built) {
    await suite('end-to-end tests', 'playwright', ['test', '-c', 'e2e/playwright.config.ts'], playwrightCount, () => [])
  }
}

/** Whether the lab and the browser can run here; what cannot be is a skip with its reason. */
async function readyForLab() {
  const why = whyNotInstall()
  const missing = missingPackages()
  if (process.getuid?.() !== 0) return skip('lab and end-to-end tests', 'simulated hosts need root')
  if (missing.length === 0) return true
  if (why) return skip('lab and end-to-end tests', `${missing.join(', ')} missing, and ${why}`)
  return step('Debian packages', () => installPackages(missing, say))
}

/**
 * Starts a step beside others. Its lines are kept until it is asked for its end, so that they stand in one place.
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 */
function beside(name, program, args) {
  const began = Date.now()
  const file = join(reports, `${name}.txt`)
  const output = openSync(file, 'w')
  const ended = run(program, args, {}, output).then(
    () => null,
    (error) => error,
  )
  return () =>
    step(
      name,
      async () => {
        const error = await ended
        closeSync(output)
        say(readFileSync(file, 'utf8').trimEnd())
        if (error) throw error
      },
      began,
    )
}

/**
 * One step that passes or fails as a whole.
 * @param {string} name
 * @param {() => unknown} work
 */
async function step(name, work, began = Date.now()) {
  say(`\n== ${name}`)
  try {
    await work()
    total.passed += 1
    say(`== ${name}: passed, ${seconds(began)}`)
    return true
  } catch (error) {
    total.failed += 1
    failures.push(name)
    say(`== ${name}: failed, ${seconds(began)}: ${error instanceof Error ? error.message : error}`)
    return false
  }
}

/**
 * A runner that counts its own tests into a JSON file; a runner that ends red without a failed test counts as one failure.
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @template Report
 * @param {(json: Report) => Count} read
 * @param {(file: string) => string[]} reportArgs
 */
async function suite(name, program, args, read, reportArgs) {
  const began = Date.now()
  const file = join(reports, `${program}.json`)
  say(`\n== ${name}`)
  let ended = ''
  try {
    await run(program, [...args, ...reportArgs(file)], { PORTOLAN_TEST_REPORT: file })
  } catch (error) {
    ended = error instanceof Error ? error.message : String(error)
  }
  const count = countOf(file, read)
  if (ended && count.failed === 0) count.failed = 1
  for (const key of /** @type {(keyof Count)[]} */ (['passed', 'failed', 'skipped'])) total[key] += count[key]
  if (count.failed) failures.push(`${name} (${count.failed})`)
  if (count.skipped) skips.push(`${name}: ${count.skipped} skipped by the runner`)
  say(`== ${name}: ${line(count)}, ${seconds(began)}${ended ? ` (${ended})` : ''}`)
}

/**
 * @template Report
 * @param {string} file
 * @param {(json: Report) => Count} read
 * @returns {Count}
 */
function countOf(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    say(`The runner left no report: ${error instanceof Error ? error.message : error}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/**
 * Vitest's JSON reporter.
 * @param {{ numPassedTests: number, numFailedTests: number, numFailedTestSuites: number, numPendingTests: number, numTodoTests?: number }} json
 */
const vitestCount = (json) => ({
  passed: json.numPassedTests,
  failed: json.numFailedTests + (json.numFailedTestSuites > 0 && json.numFailedTests === 0 ? 1 : 0),
  skipped: json.numPendingTests + (json.numTodoTests ?? 0),
})

/**
 * Playwright's JSON reporter.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} json
 */
const playwrightCount = (json) => ({
  passed: json.stats.expected,
  failed: json.stats.unexpected + json.stats.flaky + json.errors.length,
  skipped: json.stats.skipped,
})

/**
 * Runs a program to its end; it stays in the terminal's foreground group, so Ctrl+C reaches it too.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @param {number | 'inherit'} [output] where its lines go: here, or into an open file
 * @returns {Promise<void>}
 */
function run(program, args, env = {}, output = 'inherit') {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    })
    child.once('error', (error) => fail(new Error(`${program} could not be started: ${error.message}`)))
    child.once('exit', (code, signal) =>
      code === 0 ? done() : fail(new Error(`${program} ended with ${signal ?? `code ${code}`}`)),
    )
  })
}

/**
 * @param {string} what
 * @param {string} why
 */
function skip(what, why) {
  total.skipped += 1
  skips.push(`${what}: ${why}`)
  return false
}

function report() {
  say('')
  for (const name of failures) say(`Failed: ${name}`)
  for (const reason of skips) say(`Skipped: ${reason}`)
  if (skips.length && process.env.CI === 'true') {
    total.failed += 1
    say('CI=true: a skip is a failure.')
  }
  say(line(total))
  process.exitCode = total.failed ? 1 : 0
}

/** @param {Count} count */
const line = (count) => `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`
/** @param {number} began */
const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(0)} s`
/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`)
}

await main()
