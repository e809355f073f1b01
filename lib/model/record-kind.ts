/** The lists of a topology whose records have an id; `statuses` are keyed by their host. */
export const recordKinds = [
  'hosts',
  'namespaces',
  'interfaces',
  'networks',
  'endpoints',
  'containers',
  'firewalls',
  'gaps',
  'nodes',
  'services',
  'tasks',
  'contradictions',
] as const
export type RecordKind = (typeof recordKinds)[number]
