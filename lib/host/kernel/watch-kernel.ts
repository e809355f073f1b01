import type { KernelHandlers, Watch } from '../host-source.ts'
import { keepRunning } from './keep-running.ts'
import { NamespaceIdMap } from './namespace-id-map.ts'
import { NeighbourFilter } from './neighbour-filter.ts'
import { parseMonitorLine } from './parse-monitor-line.ts'
import type { NamespaceIds } from './read-namespace-ids.ts'

export type KernelWatching = {
  /** Which namespace each id of the host's own namespace means. */
  readIds(): Promise<NamespaceIds>
  /** Arguments by which nsenter gets to the host's own namespace; empty when this process is in it. */
  enterHost: string[]
  path: string
}

/** Listens to what the kernel says by itself: `ip monitor` for every namespace with an id in the host's, `nft monitor` for the host's own rules. */
export function watchKernel(handlers: KernelHandlers, watching: KernelWatching): Watch {
  const { enterHost, path } = watching
  const prefix = enterHost.length === 0 ? [] : ['nsenter', ...enterHost, '--']
  const watches = [watchRoutes(handlers, watching, prefix), watchRules(handlers, prefix, path)]
  return {
    stop() {
      for (const watch of watches) watch.stop()
    },
  }
}

function watchRoutes(handlers: KernelHandlers, watching: KernelWatching, prefix: string[]): Watch {
  const source = 'ip monitor'
  const filter = new NeighbourFilter()
  let hasStopped = false
  const ids = new NamespaceIdMap(watching.readIds, (result) => {
    if (!result.ok) handlers.onGap({ source: 'ip netns list-id', code: result.code, reason: result.reason })
  })
  const watch = keepRunning({
    argv: [...prefix, 'ip', 'monitor', 'label', 'all-nsid'],
    path: watching.path,
    onLine(text) {
      const line = parseMonitorLine(text)
      if (line === null || (line.kind === 'neighbour' && !filter.isNews(line))) return
      const { kind, nsid } = line
      if (kind === 'namespace') {
        const named = /^nsid (\d+)/.exec(line.text)?.[1]
        const inode = nsid === null && line.isDeleted && named !== undefined ? ids.forget(Number(named)) : null
        return handlers.onChange({ inode, kind })
      }
      if (nsid === null) return handlers.onChange({ inode: null, kind })
      const found = ids.find(nsid)
      if (typeof found === 'number') return handlers.onChange({ inode: found, kind })
      void found.then((inode) => {
        if (!hasStopped) handlers.onChange(inode === null ? { inode, kind: 'namespace' } : { inode, kind })
      })
    },
    onComplaint(text) {
      handlers.onGap({ source, code: 'failed', reason: `ip monitor lost messages: ${text}` })
      handlers.onOpen(source)
    },
    onOpen: () => handlers.onOpen(source),
    onEnd: (end) => handlers.onGap({ source, ...end }),
  })
  return {
    stop() {
      hasStopped = true
      watch.stop()
    },
  }
}

function watchRules(handlers: KernelHandlers, prefix: string[], path: string): Watch {
  const source = 'nft monitor'
  return keepRunning({
    argv: [...prefix, 'nft', 'monitor'],
    path,
    onLine(line) {
      if (line.startsWith('# new generation')) handlers.onChange({ inode: null, kind: 'firewall' })
    },
    onComplaint: (text) => handlers.onGap({ source, code: 'failed', reason: `nft monitor: ${text}` }),
    onOpen: () => handlers.onOpen(source),
    onEnd: (end) => handlers.onGap({ source, ...end }),
  })
}
