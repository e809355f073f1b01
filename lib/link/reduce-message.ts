import { z } from 'zod'
import { FailureCode } from '../model/failure-code.ts'
import { Gap } from '../model/gap.ts'
import { type RecordKind, recordKinds } from '../model/record-kind.ts'
import { HostStatus } from '../model/status.ts'
import { emptyTopology } from '../model/topology.ts'
import { recordSchemas } from './record-schemas.ts'

type Fields = Record<string, unknown>
/** What is left is of a form that this program knows, as far as lists of records go; `leftOut` counts the records that are not. */
type Reduced = { value: Fields; leftOut: number }

const Fields = z.record(z.string(), z.unknown())
const Identified = z.object({ id: z.string() })

/** A message by an agent of another minor version. */
export function reduceMessage(message: Fields): Reduced {
  const [part, reduce] = message.kind === 'view' ? (['view', reduceView] as const) : (['change', reduceChange] as const)
  if (message[part] === undefined) return { value: message, leftOut: 0 }
  const { value, leftOut } = reduce(message[part])
  return { value: { ...message, [part]: value }, leftOut }
}

/** Records of an unknown form are left out, and lists that it does not send are empty. */
function reduceView(view: unknown): Reduced {
  const { lists, unknown } = reduceLists({ ...emptyTopology(), ...fieldsOf(view) })
  return { value: { ...lists, statuses: knownOf(HostStatus, lists.statuses) }, leftOut: unknown.length }
}

/** A record that took on an unknown form is gone, since what is held of it is no longer true. */
function reduceChange(change: unknown): Reduced {
  const { put, gone, statuses, ...rest } = fieldsOf(change)
  const { lists, unknown } = reduceLists(fieldsOf(put))
  const left: Partial<Record<RecordKind, unknown[]>> = {}
  const told = fieldsOf(gone)
  for (const kind of recordKinds) if (told[kind] !== undefined) left[kind] = listOf(told[kind])
  for (const { kind, record } of unknown) {
    const identified = Identified.safeParse(record)
    if (identified.success) left[kind] = [...(left[kind] ?? []), identified.data.id]
  }
  const kept = statuses === undefined ? {} : { statuses: knownOf(HostStatus, statuses) }
  return { value: { ...rest, ...kept, put: lists, gone: left }, leftOut: unknown.length }
}

function reduceLists(fields: Fields): { lists: Fields; unknown: { kind: RecordKind; record: unknown }[] } {
  const lists = { ...fields }
  const unknown: { kind: RecordKind; record: unknown }[] = []
  for (const kind of recordKinds) {
    if (lists[kind] === undefined) continue
    const known: unknown[] = []
    for (const told of listOf(lists[kind])) {
      const record = kind === 'gaps' ? withKnownCode(told) : told
      if (recordSchemas[kind].safeParse(record).success) known.push(record)
      else unknown.push({ kind, record })
    }
    lists[kind] = known
  }
  return { lists, unknown }
}

/** A gap says in words what failed; a code that is not known yet is a failure like others. */
function withKnownCode(gap: unknown): unknown {
  const fields = Fields.safeParse(gap)
  if (!fields.success || Gap.shape.code.safeParse(fields.data.code).success) return gap
  return { ...fields.data, code: FailureCode.enum.failed }
}

const knownOf = (schema: z.ZodType, list: unknown): unknown[] =>
  listOf(list).filter((record) => schema.safeParse(record).success)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const fieldsOf = (value: unknown): Fields => Fields.safeParse(value).data ?? {}
