import type { Picture, ViewState } from '../../lib/view/picture.ts'

export type FilterChip = { key: string; text: string; remove: string; next: ViewState }

/** Every filter in force, what it hides, and the view without it. */
export function filterChips(view: ViewState, picture: Picture | null): FilterChip[] {
  const chips: FilterChip[] = []
  const add = (key: string, text: string, remove: string, without: Partial<ViewState>) =>
    chips.push({ key, text, remove, next: { ...view, ...without } })
  if (view.search !== '') add('search', `Only “${view.search}”`, 'Show all again', { search: '' })
  if (view.project !== null) add('project', `Only project ${view.project}`, 'Show all projects', { project: null })
  for (const driver of view.hiddenDrivers) {
    const hiddenDrivers = view.hiddenDrivers.filter((other) => other !== driver)
    add(`driver ${driver}`, `${driver} networks hidden`, `Show ${driver} networks`, { hiddenDrivers })
  }
  if (view.group !== 'none') add('group', `Grouped by ${view.group}`, 'Show each container', { group: 'none' })
  const { idle, system, stopped } = foldedCounts(picture)
  const folded = [
    idle > 0 ? counted(idle, 'idle network') : null,
    system > 0 ? counted(system, 'system part') : null,
    stopped > 0 ? counted(stopped, 'stopped container') : null,
  ].filter((part) => part !== null)
  if (folded.length > 0)
    add('folded', `${folded.join(', ')} folded`, 'Unfold', {
      showIdle: view.showIdle || idle > 0,
      showSystem: view.showSystem || system > 0,
      showStopped: view.showStopped || stopped > 0,
    })
  return chips
}

export function foldedCounts(picture: Picture | null): {
  idle: number
  system: number
  stopped: number
  group: number
} {
  const counts = { idle: 0, system: 0, stopped: 0, group: 0 }
  for (const fold of picture?.folds ?? []) counts[fold.reveal] += fold.count
  return counts
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
