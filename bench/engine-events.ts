import { request } from 'node:http'
import { z } from 'zod'
import { waitFor } from '../e2e/lab/wait-until.ts'

const EngineEvent = z.looseObject({
  Action: z.string(),
  Actor: z.looseObject({ ID: z.string() }),
  timeNano: z.number(),
})

export type EngineEvents = {
  /** Milliseconds since the epoch at which the engine did this to this container or network, at `since` or later. */
  when(id: string, action: string, since: number): Promise<number>
  close(): void
}

/** The engine's own event stream, read beside Portolan's. */
export function openEngineEvents(socketPath: string): Promise<EngineEvents> {
  return new Promise((resolve, reject) => {
    const heard: { id: string; action: string; at: number }[] = []
    const asked = request({ socketPath, path: '/events' }, (response) => {
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (line === '') continue
          const event = EngineEvent.parse(JSON.parse(line))
          heard.push({ id: event.Actor.ID, action: event.Action, at: event.timeNano / 1e6 })
        }
      })
      resolve({
        when: (id, action, since) =>
          waitFor(
            `the engine tells of ${action}`,
            () => heard.find((one) => one.id === id && one.action === action && one.at >= since)?.at ?? null,
          ),
        close: () => asked.destroy(),
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
