import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

/** Each forbidden import, planted where nobody should write it. `files` maps a path to its text. */
const plants: { rule: string; files: Record<string, string> }[] = [
  { rule: 'model-imports-nothing', files: { 'lib/model/a.ts': "import 'node:fs'" } },
  { rule: 'lib-knows-no-page', files: { 'lib/view/a.ts': "import '../../components/b.ts'", 'components/b.ts': '' } },
  { rule: 'product-knows-no-test', files: { 'lib/cli/a.ts': "import '../../e2e/b.ts'", 'e2e/b.ts': '' } },
  { rule: 'host-is-touched-by-few', files: { 'lib/server/a.ts': "import '../host/b.ts'", 'lib/host/b.ts': '' } },
  {
    rule: 'collect-runs-in-the-agent',
    files: { 'lib/server/a.ts': "import '../collect/b.ts'", 'lib/collect/b.ts': '' },
  },
  { rule: 'probe-is-sent-by-few', files: { 'lib/server/a.ts': "import '../probe/b.ts'", 'lib/probe/b.ts': '' } },
  { rule: 'agent-is-a-process', files: { 'lib/server/a.ts': "import '../agent/b.ts'", 'lib/agent/b.ts': '' } },
  { rule: 'link-is-the-only-way-to-an-agent', files: { 'app/a.ts': "import '../lib/link/b.ts'", 'lib/link/b.ts': '' } },
  { rule: 'merge-is-for-askers', files: { 'components/a.ts': "import '../lib/merge/b.ts'", 'lib/merge/b.ts': '' } },
  { rule: 'analyse-answers-askers', files: { 'lib/host/a.ts': "import '../analyse/b.ts'", 'lib/analyse/b.ts': '' } },
  { rule: 'ask-is-for-askers', files: { 'lib/view/a.ts': "import '../ask/b.ts'", 'lib/ask/b.ts': '' } },
  { rule: 'view-draws', files: { 'lib/agent/a.ts': "import '../view/b.ts'", 'lib/view/b.ts': '' } },
  { rule: 'api-is-the-border', files: { 'lib/agent/a.ts': "import '../api/b.ts'", 'lib/api/b.ts': '' } },
  {
    rule: 'server-is-put-together-once',
    files: { 'components/a.ts': "import '../lib/server/b.ts'", 'lib/server/b.ts': '' },
  },
  { rule: 'analyse-and-view-are-pure', files: { 'lib/view/a.ts': "import 'node:fs'" } },
  {
    rule: 'components-talk-through-api',
    files: { 'components/a.ts': "import '../lib/link/b.ts'", 'lib/link/b.ts': '' },
  },
  { rule: 'child-process-in-few-rooms', files: { 'lib/agent/a.ts': "import 'node:child_process'" } },
  { rule: 'docker-client-in-host', files: { 'lib/agent/a.ts': "import 'dockerode'" } },
  { rule: 'sockets-in-few-rooms', files: { 'lib/server/a.ts': "import 'node:net'" } },
  { rule: 'no-cycles', files: { 'lib/view/a.ts': "import './b.ts'", 'lib/view/b.ts': "import './a.ts'" } },
  { rule: 'no-unresolvable', files: { 'lib/view/a.ts': "import './nowhere.ts'" } },
]

describe('import rules', () => {
  let house: string
  let report: string
  const own = (text: string, index: number) => text.replace(/\b([ab])\.ts/, `$1${index}.ts`)

  beforeAll(() => {
    house = mkdtempSync(join(tmpdir(), 'portolan-rules-'))
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'])
      cpSync(join(root, file), join(house, file))
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
    for (const [index, { files }] of plants.entries()) {
      for (const [path, text] of Object.entries(files)) {
        const file = join(house, own(path, index))
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, `${own(text, index)}\n`)
      }
    }
    const args = [cruiser, '--config', '.dependency-cruiser.mjs', 'app', 'components', 'lib', 'e2e']
    const run = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' })
    report = run.stdout
    expect(run.status).not.toBe(0)
  })
  afterAll(() => rmSync(house, { recursive: true }))

  test.each(plants.map((plant, index) => ({ ...plant, index })))(
    '$rule is red when broken',
    ({ rule, files, index }) => {
      const [from] = Object.keys(files)
      expect(report).toContain(`error ${rule}: ${own(from ?? '', index)}`)
    },
  )

  test('every rule has its plant', () => {
    const source = `import c from ${JSON.stringify(join(root, '.dependency-cruiser.mjs'))}
console.log(c.forbidden.map((rule) => rule.name).join('\\n'))`
    const names = execFileSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' })
    expect(plants.map((plant) => plant.rule).sort()).toEqual(names.trim().split('\n').sort())
  })
})
