import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { labName, memberCgroup } from './lab-paths.ts'
import { waitUntil } from './wait-until.ts'

type Hierarchy = { folder: string; version: 1 | 2; controllers: string[] }

/**
 * The hierarchy by which the lab knows its own processes. Membership is inherited and cannot be lost, so it also
 * finds what an earlier run left behind without a record.
 */
function trackingHierarchy(): string {
  const all = readHierarchies()
  const chosen = all.find((one) => one.version === 2) ?? all.find((one) => one.controllers.includes('pids')) ?? all[0]
  if (!chosen) throw new Error('No cgroup hierarchy is mounted; the lab and Docker need one')
  return chosen.folder
}

/** Makes the cgroup that a member's first process enters before it does anything else, and hands back its folder. */
export function makeTrackingCgroup(member: string): string {
  const folder = join(trackingHierarchy(), memberCgroup(member), 'system')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Numbers of all processes in the cgroup of a member, or of the whole lab. */
export function trackedProcesses(member?: string): number[] {
  const folders = cgroupFolders(join(trackingHierarchy(), member === undefined ? labName : memberCgroup(member)))
  return folders.flatMap((folder) => {
    const text = unlessGone(() => readFileSync(join(folder, 'cgroup.procs'), 'utf8')) ?? ''
    return text.split('\n').filter(Boolean).map(Number)
  })
}

/** Lets paused containers go on: in the freezer of cgroup version 1 a process does not even take SIGKILL. */
export function thawCgroups(member: string): void {
  for (const folder of labCgroups(member)) {
    const state = join(folder, 'freezer.state')
    if (existsSync(state)) unlessGone(() => writeFileSync(state, 'THAWED'))
  }
}

/** Removes the cgroups of a member, or of the whole lab, out of every hierarchy. Its processes have to be ended before. */
export async function removeCgroups(member?: string): Promise<void> {
  for (const folder of labCgroups(member)) {
    await waitUntil(`cgroup ${folder} is empty`, () => removedFolder(folder))
  }
}

/** Folders of a member's cgroups, or of the whole lab's, in every hierarchy, the innermost first. */
export function labCgroups(member?: string): string[] {
  return readHierarchies().flatMap(({ folder }) =>
    cgroupFolders(join(folder, member === undefined ? labName : memberCgroup(member))),
  )
}

function cgroupFolders(folder: string): string[] {
  const entries = unlessGone(() => readdirSync(folder, { withFileTypes: true }))
  if (entries === null) return []
  const children = entries.filter((entry) => entry.isDirectory())
  return [...children.flatMap((child) => cgroupFolders(join(folder, child.name))), folder]
}

/** A container that ends meanwhile takes its cgroup along: a file that was opened before answers ENODEV then. */
function unlessGone<Value>(deed: () => Value): Value | null {
  try {
    return deed()
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENODEV'].includes(String(error.code))) return null
    throw error
  }
}

function removedFolder(folder: string): boolean {
  try {
    rmdirSync(folder)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EBUSY') return false
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true
    throw error
  }
}

function readHierarchies(): Hierarchy[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [mount = '', source = ''] = line.split(' - ')
      const [type, , options = ''] = source.split(' ')
      const folder = mount.split(' ')[4]
      if (folder === undefined || (type !== 'cgroup' && type !== 'cgroup2')) return []
      return [{ folder, version: type === 'cgroup2' ? 2 : 1, controllers: options.split(',') }]
    })
}
