'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useRef, useState } from 'react'
import { usePath } from '../../lib/api/use-path.ts'
import { useTopology } from '../../lib/api/use-topology.ts'
import { isStopped } from '../../lib/view/container-words.ts'
import { endText } from '../../lib/view/end-text.ts'
import { portsOfEnd } from '../../lib/view/open-ports.ts'
import { pathTitle } from '../../lib/view/outcome-words.ts'
import { type PathQuery, writePathQuery } from '../../lib/view/path-query.ts'
import { defaultViewState } from '../../lib/view/picture.ts'
import { endsOfAnswer, shownWay } from '../../lib/view/shown-way.ts'
import { viewOfWay } from '../../lib/view/view-of-way.ts'
import { PageBar } from '../shell/PageBar.tsx'
import { type PageName, PagesNav } from '../shell/PagesNav.tsx'
import { PrintFoot } from '../shell/PrintFoot.tsx'
import { Notices } from '../state/Notices.tsx'
import { PageStateView } from '../state/PageStateView.tsx'
import { pageNotices, pageState } from '../state/page-state.ts'
import { KeysDialog, SearchPalette, ShareDialog } from '../topology/lazy-parts.ts'
import { PictureStage, type PictureStageHandle } from '../topology/PictureStage.tsx'
import { PrintedPicture } from '../topology/PrintedPicture.tsx'
import { useDrawnPicture } from '../topology/use-drawn-picture.ts'
import { useDrawnRecords } from '../topology/use-drawn-records.ts'
import { usePageKeys } from '../topology/use-page-keys.ts'
import type { ViewCentre } from '../topology/view-centre.ts'
import { useMedia } from '../ui/use-media.ts'
import { PathForm } from './PathForm.tsx'
import { PathResult } from './PathResult.tsx'
import { PickedBar } from './PickedBar.tsx'
import { PickHint } from './PickHint.tsx'
import { usePathView } from './use-path-view.ts'
import { usePicking } from './use-picking.ts'
import { useWayOver } from './use-way-over.tsx'

type OpenDialog = 'search' | 'keys' | 'share' | null

/** The same question again asks for facts as they are now. */
const isSame = (one: PathQuery, other: PathQuery): boolean =>
  writePathQuery(one).toString() === writePathQuery(other).toString()

/** Can one thing reach another? The question, the answer, and its way on the picture. */
export function PathPage() {
  const now = useTopology()
  const { topology } = now
  const router = useRouter()
  const { view: page, change, ask } = usePathView()
  const { query } = page
  const isAsked = query.from !== '' && query.to !== ''
  const { path, again, readAnew } = usePath(isAsked ? writePathQuery(query).toString() : null)
  const picking = usePicking(topology, query, ask)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const [unfolded, setUnfolded] = useState(defaultViewState)
  const stage = useRef<PictureStageHandle>(null)
  const isOnPaper = useMedia('print')
  const closeDialog = useCallback(() => setDialog(null), [])

  const answer = path.kind === 'answered' ? path.answer : null
  const shown = useMemo(
    () => answer && shownWay(answer, { branch: page.branch, direction: page.way }),
    [answer, page.branch, page.way],
  )
  const records = useDrawnRecords(topology)
  const view = useMemo(() => {
    const ends = answer ? endsOfAnswer(answer) : []
    const wanted = records ? viewOfWay(records, shown?.branch ?? null, ends, unfolded) : unfolded
    return { ...wanted, selected: picking.clicked }
  }, [records, answer, shown, unfolded, picking.clicked])
  const drawn = useDrawnPicture(records, view)
  const way = useWayOver(records, drawn?.picture ?? null, shown)
  const ports = useMemo(() => (topology ? portsOfEnd(topology, query.to) : []), [topology, query.to])
  const moveTo = useCallback((at: ViewCentre | null) => change({ at }), [change])
  const goTo = (shows: PageName) => {
    if (shows !== 'path') router.push(shows === 'table' ? '/?shows=table' : '/')
  }
  const inspect = (subject: string) => router.push(`/?${new URLSearchParams({ selected: subject })}`)

  usePageKeys(
    {
      search: () => setDialog('search'),
      keys: () => setDialog('keys'),
      share: () => drawn && setDialog('share'),
      table: () => goTo('table'),
      path: () => picking.pick('from'),
      focus: () => stage.current?.fit(),
      fit: () => stage.current?.fit(),
      zoom: (direction) => stage.current?.zoom(direction),
      back: picking.stop,
    },
    dialog !== null,
  )

  const state = pageState(now)
  const nothingRuns = topology !== null && topology.containers.length > 0 && topology.containers.every(isStopped)
  const notices = useMemo(() => pageNotices(now), [now])
  const hint = picking.picking
  return (
    <div className="flex h-dvh flex-col print:h-auto">
      <PageBar
        topology={topology}
        link={now.link}
        statuses={now.statuses}
        agents={now.agents}
        shareLabel="Share this path"
        canShare={drawn !== null}
        onSelectHost={(hostId) => inspect(`host:${hostId}`)}
        onKeys={() => setDialog('keys')}
        onShare={() => setDialog('share')}
      />
      <Notices notices={notices} topology={topology} />
      <div className="flex min-h-0 flex-1 max-sm:flex-col-reverse">
        <PagesNav shows="path" onShow={goTo} />
        <main className="flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto print:overflow-visible">
          <PathForm
            topology={topology}
            query={query}
            picking={picking.picking}
            ports={ports}
            refusal={path.kind === 'refused' ? path.refusal : null}
            onAsk={(next) => (isSame(next, query) ? void readAnew() : ask(next))}
            onPick={picking.pick}
          />
          <PathResult
            topology={topology}
            statuses={now.statuses}
            query={query}
            path={path}
            shown={shown}
            onChange={change}
            onEnd={(end, text) => ask({ ...query, [end]: text })}
            onAgain={again}
            onReadAnew={readAnew}
          >
            {drawn && topology && state.kind !== 'loading' ? (
              <PictureStage
                ref={stage}
                drawn={drawn}
                view={view}
                at={page.at}
                onAt={moveTo}
                onView={setUnfolded}
                onSelect={picking.click}
                over={way?.over ?? null}
              />
            ) : null}
            {isOnPaper && drawn ? <PrintedPicture picture={drawn.picture} way={way?.drawing ?? null} /> : null}
            {topology && hint !== null && state.kind === 'ready' ? (
              <PickHint
                picking={hint}
                from={hint === 'to' ? query.from : ''}
                missed={picking.missed}
                onStop={isAsked ? picking.stop : null}
              />
            ) : null}
            {topology && picking.clicked !== null ? (
              <PickedBar
                text={endText(topology, picking.clicked)}
                onEnd={(end) => picking.clicked !== null && picking.setEnd(end, picking.clicked)}
                onInspect={() => picking.clicked !== null && inspect(picking.clicked)}
                onClose={picking.stop}
              />
            ) : null}
            <div className="pointer-events-none absolute inset-0 flex items-center justify-center p-4">
              <PageStateView
                state={state}
                stopped={nothingRuns && !view.showStopped ? topology.containers.length : 0}
                onShowStopped={() => setUnfolded({ ...unfolded, showStopped: true })}
              />
            </div>
          </PathResult>
        </main>
      </div>
      {topology ? <PrintFoot readAt={answer?.readAt ?? topology.readAt} /> : null}
      {dialog === 'keys' ? <KeysDialog onClose={closeDialog} /> : null}
      {dialog === 'search' && topology ? (
        <SearchPalette topology={topology} onSelect={picking.click} onFilter={null} onClose={closeDialog} />
      ) : null}
      {dialog === 'share' && topology && drawn ? (
        <ShareDialog
          topology={topology}
          picture={drawn.picture}
          way={way?.drawing ?? null}
          title={answer ? pathTitle(answer) : null}
          onClose={closeDialog}
        />
      ) : null}
    </div>
  )
}
