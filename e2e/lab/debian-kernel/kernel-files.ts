import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** A kernel of Debian inside a root file system. */
export type KernelFiles = { version: string; image: string }

/** The one kernel that a root file system holds. */
export function findKernel(root: string): KernelFiles {
  const versions = readdirSync(join(root, 'lib/modules'))
  const [version] = versions
  if (version === undefined || versions.length > 1) throw new Error(`${root} holds ${versions.length} kernels, not one`)
  return { version, image: join(root, 'boot', `vmlinuz-${version}`) }
}

/** Files of these modules and of all that they need, in the order in which they can be loaded, relative to the modules' folder. */
export function moduleFiles(root: string, { version }: KernelFiles, names: readonly string[]): string[] {
  const lines = readFileSync(join(root, 'lib/modules', version, 'modules.dep'), 'utf8').split('\n')
  const needs = new Map(lines.map((line) => [line.split(':')[0] ?? '', (line.split(': ')[1] ?? '').split(' ')]))
  const files = names.flatMap((name) => {
    const file = [...needs.keys()].find((path) => basename(path, '.ko').replaceAll('-', '_') === name)
    // A module that is built in has no file.
    return file === undefined ? [] : [...(needs.get(file) ?? []).filter(Boolean).reverse(), file]
  })
  return [...new Set(files)]
}
