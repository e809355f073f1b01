'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTopology } from '../../lib/api/use-topology.ts'
import { isStopped } from '../../lib/view/container-words.ts'
import { endText } from '../../lib/view/end-text.ts'
import { defaultViewState, type ViewState } from '../../lib/view/picture.ts'
import { foldedCounts } from '../shell/filter-chips.ts'
import { PagesNav } from '../shell/PagesNav.tsx'
import { PrintFoot } from '../shell/PrintFoot.tsx'
import { TopBar } from '../shell/TopBar.tsx'
import { Notices } from '../state/Notices.tsx'
import { PageStateView } from '../state/PageStateView.tsx'
import { pageNotices, pageState } from '../state/page-state.ts'
import { Inspector, KeysDialog, SearchPalette, ShareDialog, TablePage, usePreload } from './lazy-parts.ts'
import { PictureStage, type PictureStageHandle } from './PictureStage.tsx'
import { useDrawnPicture } from './use-drawn-picture.ts'
import { useDrawnRecords } from './use-drawn-records.ts'
import { usePageKeys } from './use-page-keys.ts'
import { usePageView } from './use-page-view.ts'
import type { ViewCentre } from './view-centre.ts'

type OpenDialog = 'search' | 'keys' | 'share' | null

/** No filter, no fold. */
const everythingDrawn: ViewState = { ...defaultViewState, showIdle: true, showStopped: true, showSystem: true }

/** The topology, live: the picture or its table twin, the inspector beside it, and what belongs to all of them. */
export function TopologyPage() {
  const now = useTopology()
  const { topology, link, statuses, agents } = now
  const { page, change } = usePageView()
  const { view } = page
  const inspected = page.pinned ?? view.selected
  const fillsPage = inspected !== null && page.panel === 'page'
  const records = useDrawnRecords(topology)
  const drawn = useDrawnPicture(records, view)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const stage = useRef<PictureStageHandle>(null)
  const closeDialog = useCallback(() => setDialog(null), [])

  const setView = useCallback((next: ViewState) => change({ view: next }), [change])
  const select = useCallback(
    (subject: string | null) =>
      change({
        view: { ...view, selected: subject },
        ...(page.pinned === null ? { tab: null } : {}),
        ...(subject === null ? { panel: 'side' } : {}),
      }),
    [change, view, page.pinned],
  )
  const moveTo = useCallback((at: ViewCentre | null) => change({ at }), [change])
  const router = useRouter()
  const pathFromHere = () => {
    const from = topology && view.selected !== null ? endText(topology, view.selected) : null
    router.push(from === null ? '/path' : `/path?${new URLSearchParams({ from })}`)
  }
  const toggleTable = () => change({ shows: page.shows === 'table' ? 'picture' : 'table' })

  usePageKeys(
    {
      search: () => setDialog('search'),
      keys: () => setDialog('keys'),
      share: () => drawn && setDialog('share'),
      table: toggleTable,
      tunnels: () => setView({ ...view, showTunnels: !view.showTunnels }),
      path: pathFromHere,
      focus: () => stage.current?.showSubject(view.selected),
      fit: () => stage.current?.fit(),
      zoom: (direction) => stage.current?.zoom(direction),
      back: () => select(null),
    },
    dialog !== null,
  )
  usePreload()

  const state = pageState(now)
  const notices = useMemo(() => pageNotices(now), [now])
  const folded = foldedCounts(drawn?.picture ?? null)
  const nothingRuns = topology !== null && topology.containers.length > 0 && topology.containers.every(isStopped)
  return (
    <div className="flex h-dvh flex-col">
      <TopBar
        topology={topology}
        link={link}
        statuses={statuses}
        agents={agents}
        view={view}
        picture={drawn?.picture ?? null}
        onView={setView}
        onSelectHost={(hostId) => select(`host:${hostId}`)}
        onSearch={() => setDialog('search')}
        onKeys={() => setDialog('keys')}
        onShare={() => setDialog('share')}
      />
      <Notices notices={notices} topology={topology} />
      <div className="flex min-h-0 flex-1 max-sm:flex-col-reverse">
        <PagesNav shows={page.shows} onShow={(shows) => (shows === 'path' ? pathFromHere() : change({ shows }))} />
        <main className={`relative min-h-0 min-w-0 flex-1 ${fillsPage ? 'sm:hidden' : ''}`}>
          {page.shows === 'table' && topology ? (
            <TablePage topology={records ?? topology} view={view} onSelect={select} />
          ) : drawn && topology && state.kind !== 'loading' ? (
            <PictureStage
              ref={stage}
              drawn={drawn}
              view={view}
              at={page.at}
              onAt={moveTo}
              onView={setView}
              onSelect={select}
            />
          ) : null}
          <div className="pointer-events-none absolute inset-0 flex items-center justify-center p-4">
            <PageStateView
              state={state}
              stopped={nothingRuns ? folded.stopped : 0}
              onShowStopped={() => setView({ ...view, showStopped: true })}
            />
          </div>
        </main>
        {topology && inspected !== null ? (
          <Inspector
            topology={topology}
            picture={drawn?.picture ?? null}
            subject={inspected}
            panel={page.panel}
            pinned={page.pinned !== null}
            tab={page.tab}
            onTab={(tab) => change({ tab })}
            onPanel={(panel) => change({ panel })}
            onPin={() => change({ pinned: page.pinned === null ? inspected : null })}
            onClose={() => change({ view: { ...view, selected: null }, panel: 'side', pinned: null, tab: null })}
            onShowAll={() => setView({ ...everythingDrawn, selected: view.selected, showTunnels: view.showTunnels })}
            onSelect={select}
          />
        ) : null}
      </div>
      {topology ? <PrintFoot readAt={topology.readAt} /> : null}
      {dialog === 'keys' ? <KeysDialog onClose={closeDialog} /> : null}
      {dialog === 'search' && topology ? (
        <SearchPalette
          topology={topology}
          onSelect={select}
          onFilter={(search) => setView({ ...view, search })}
          onClose={closeDialog}
        />
      ) : null}
      {dialog === 'share' && topology && drawn ? (
        <ShareDialog topology={topology} picture={drawn.picture} onClose={closeDialog} />
      ) : null}
    </div>
  )
}
