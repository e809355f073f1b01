/**
 * Hosts of the specs' lab: one of each engine generation for the specs of one host, four of mixed generations that become one swarm, and three, the
 * first of Debian sid, that run Portolan's own image.
 */
export const labHosts = Array.from({ length: 9 }, (_, index) => `host${index + 1}`)
export const manyHosts = labHosts.slice(2, 6)
export const containerHosts = labHosts.slice(6)

export const labEngines = { host2: 'sid', host6: 'sid', host7: 'sid' } as const
