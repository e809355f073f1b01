import { defaultViewState, type ViewState } from './picture.ts'

const longest = 512
const groups = ['none', 'service', 'project'] as const

/** No longer than a link may be, and without half a character at the end. */
const cut = (text: string): string => text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')

/** The view that a link names; whatever it says that is no view is left at its default. */
export function readViewUrl(params: URLSearchParams): ViewState {
  const text = (name: string): string | null => {
    const value = params.get(name)
    return value === null || value === '' ? null : cut(value)
  }
  const group = params.get('group')
  return {
    selected: text('selected'),
    hiddenDrivers: [
      ...new Set(
        params
          .getAll('without')
          .filter((one) => one !== '')
          .map((one) => cut(one)),
      ),
    ]
      .slice(0, 32)
      .sort(),
    showStopped: params.get('stopped') === '1',
    showIdle: params.get('idle') === '1',
    showSystem: params.get('system') === '1',
    showTunnels: params.get('tunnels') === '1',
    project: text('project'),
    group: groups.find((one) => one === group) ?? defaultViewState.group,
    search: text('search') ?? '',
  }
}

/** The same view as the shortest link: what is at its default is left out, and equal views give equal links. */
export function writeViewUrl(view: ViewState): URLSearchParams {
  const params = new URLSearchParams()
  if (view.selected !== null) params.set('selected', view.selected)
  for (const driver of [...new Set(view.hiddenDrivers)].sort()) params.append('without', driver)
  if (view.showStopped) params.set('stopped', '1')
  if (view.showIdle) params.set('idle', '1')
  if (view.showSystem) params.set('system', '1')
  if (view.showTunnels) params.set('tunnels', '1')
  if (view.project !== null) params.set('project', view.project)
  if (view.group !== defaultViewState.group) params.set('group', view.group)
  if (view.search !== '') params.set('search', view.search)
  return params
}
