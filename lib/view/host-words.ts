import type { Host } from '../model/host.ts'

/** `manager · docker 28.5.2`: what a frame says beside the host's name. */
export function hostSubtitle(host: Host): string {
  const role = host.swarm.state === 'active' ? (host.swarm.manager ? 'manager' : 'worker') : ''
  const engine = host.engine === null ? 'no engine' : `docker ${host.engine.version}`
  return [role, engine].filter((text) => text !== '').join(' · ')
}
