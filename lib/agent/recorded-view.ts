import { openRecordedSource } from '../host/open-recorded-source.ts'
import type { HostView } from '../model/topology.ts'
import { keepRecordedView } from './keep-recorded-view.ts'

/** For tests: what an agent tells of a recorded host. */
export async function recordedView(folder: string): Promise<HostView> {
  const source = await openRecordedSource(folder)
  if (!source.recording) throw new Error(`${folder} is no recording`)
  return (await keepRecordedView(source, source.recording, '0')).view()
}
