/** Hosts of the specs' lab: one of each engine generation for the specs of one host, then four of mixed generations that become one swarm. */
export const labHosts = ['host1', 'host2', 'host3', 'host4', 'host5', 'host6']
export const manyHosts = labHosts.slice(2)

export const labEngines = { host2: 'sid', host6: 'sid' } as const
