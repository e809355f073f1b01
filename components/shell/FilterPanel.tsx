import type { Topology } from '../../lib/model/topology.ts'
import type { ViewState } from '../../lib/view/picture.ts'
import { CheckRow } from '../ui/CheckRow.tsx'
import { filterChoices } from './filter-choices.ts'

type Props = { topology: Topology; view: ViewState; hidden: string[]; onChange: (view: ViewState) => void }

/** Everything that narrows the picture, and what it leaves out at the moment. */
export function FilterPanel({ topology, view, hidden, onChange }: Props) {
  const { drivers, projects } = filterChoices(topology)
  const set = (next: Partial<ViewState>) => onChange({ ...view, ...next })
  return (
    <div className="flex flex-col gap-3">
      <label className="flex flex-col gap-1">
        <span className="text-soft">Only with the words</span>
        <input
          type="search"
          value={view.search}
          placeholder="name, address, image, label"
          onChange={(event) => set({ search: event.target.value })}
          className="min-h-7 rounded-md border border-line bg-card px-2 placeholder:text-soft pointer-coarse:min-h-11"
        />
      </label>
      <fieldset>
        <legend className="text-soft">Networks of driver</legend>
        {drivers.map((driver) => (
          <CheckRow
            key={driver}
            text={driver}
            checked={!view.hiddenDrivers.includes(driver)}
            onChange={(shown) =>
              set({
                hiddenDrivers: shown
                  ? view.hiddenDrivers.filter((other) => other !== driver)
                  : [...view.hiddenDrivers, driver].sort(),
              })
            }
          />
        ))}
      </fieldset>
      <fieldset>
        <legend className="text-soft">Also show</legend>
        <CheckRow text="idle networks" checked={view.showIdle} onChange={(showIdle) => set({ showIdle })} />
        <CheckRow
          text="stopped containers"
          checked={view.showStopped}
          onChange={(showStopped) => set({ showStopped })}
        />
        <CheckRow text="system parts" checked={view.showSystem} onChange={(showSystem) => set({ showSystem })} />
        {topology.hosts.length > 1 ? (
          <CheckRow
            text="tunnels between hosts"
            checked={view.showTunnels}
            onChange={(showTunnels) => set({ showTunnels })}
          />
        ) : null}
      </fieldset>
      <label className="flex items-center justify-between gap-2">
        <span className="text-soft">Project</span>
        <select
          value={view.project ?? ''}
          onChange={(event) => set({ project: event.target.value === '' ? null : event.target.value })}
          className="min-h-7 max-w-40 rounded-md border border-line bg-card px-1 pointer-coarse:min-h-11"
        >
          <option value="">all</option>
          {projects.map((project) => (
            <option key={project} value={project}>
              {project}
            </option>
          ))}
        </select>
      </label>
      <label className="flex items-center justify-between gap-2">
        <span className="text-soft">Group by</span>
        <select
          value={view.group}
          onChange={(event) => set({ group: groups.find((group) => group === event.target.value) ?? 'none' })}
          className="min-h-7 rounded-md border border-line bg-card px-1 pointer-coarse:min-h-11"
        >
          {groups.map((group) => (
            <option key={group} value={group}>
              {group === 'none' ? 'nothing' : group}
            </option>
          ))}
        </select>
      </label>
      {hidden.length === 0 ? null : (
        <ul aria-label="Left out of the picture" className="border-hair border-t pt-2 text-soft">
          {hidden.map((line) => (
            <li key={line}>
              <bdi>{line}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const groups = ['none', 'service', 'project'] as const
