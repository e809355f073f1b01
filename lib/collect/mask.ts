import { isSecretField } from './mask-key.ts'
import { MASK, maskShapes } from './mask-shape.ts'
import { maskCommand, maskEnv, maskText, maskValue } from './mask-text.ts'

/** Fields whose keys a user chose. */
const userMaps = new Set(['Labels', 'Annotations', 'Options', 'DriverOpts', 'Config', 'StorageOpt', 'Meta', 'Opts'])
/** Fields that hold a command, and the fields beside each that come before it on the command line: a service's words for these are others. */
const commands: Record<string, readonly string[]> = {
  Args: ['Path', 'Command'],
  Cmd: ['Entrypoint'],
  Entrypoint: [],
  Test: [],
  Shell: [],
  OnBuild: [],
  Command: [],
  arguments: ['entrypoint'],
}
/** Fields of free text that a program or a user wrote. */
const freeTexts = new Set(['Output', 'Error', 'Err', 'Message', 'Command', 'Comment', 'Path', 'CreatedBy'])

/** Far deeper than any engine's answer; what lies below is left out, so that no answer can exhaust the stack. */
const deepest = 100

/** What the engine says of one object, whole, with every secret in it masked; ids, digests, paths and addresses as they are. */
export const maskInspect = (json: unknown): unknown => maskField('', json, {}, 0)

function maskField(name: string, value: unknown, owner: Record<string, unknown>, depth: number): unknown {
  if (typeof value === 'string') return maskString(name, value)
  if (typeof value === 'object' && value !== null && depth >= deepest) return null
  if (Array.isArray(value)) return maskList(name, value, owner, depth)
  if (!isRecord(value)) return value
  const masked: Record<string, unknown> = {}
  const chosen = userMaps.has(name)
  for (const [key, inner] of Object.entries(value))
    set(
      masked,
      key,
      chosen && typeof inner === 'string' ? maskValue(key, inner) : maskField(key, inner, value, depth + 1),
    )
  return masked
}

function maskString(name: string, text: string): string {
  if (text !== '' && isSecretField(name)) return MASK
  return freeTexts.has(name) ? maskText(text) : maskShapes(text)
}

function maskList(name: string, list: readonly unknown[], owner: Record<string, unknown>, depth: number): unknown[] {
  if (!list.every((item) => typeof item === 'string'))
    return list.map((item) => maskField(name, item, owner, depth + 1))
  if (name === 'Env') return list.map(maskEnv)
  const before = commands[name]
  if (before === undefined) return list.map((item) => maskString(name, item))
  return maskCommand(
    list,
    before.flatMap((field) => wordsOf(owner[field])),
  )
}

const wordsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Plain assignment would lose a label called `__proto__`. */
const set = (record: Record<string, unknown>, key: string, value: unknown): void => {
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
}
