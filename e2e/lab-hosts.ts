/**
 * Hosts of the specs' lab: of each engine generation one for the specs of one host and one for those that spend their time waiting, four of mixed
 * generations that become one swarm, and three, the first of Debian sid, that run Portolan's own image.
 */
export const labHosts = Array.from({ length: 11 }, (_, index) => `host${index + 1}`)
export const manyHosts = labHosts.slice(2, 6)
export const containerHosts = labHosts.slice(6, 9)

export const labEngines = { host2: 'sid', host6: 'sid', host7: 'sid', host11: 'sid' } as const
