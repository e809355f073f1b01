/** How often real packets are asked for, from all browsers together; each agent has a limit of its own besides. */
export type ProbeGate = {
  /** Null when so many may be sent now, else how many milliseconds to wait. */
  enter(packets: number): number | null
}

const mostAtOnce = 10
/** One more is let through after this. */
const restMs = 500

export function createProbeGate(now: () => number): ProbeGate {
  let free = mostAtOnce
  let countedAt = now()
  return {
    enter(packets) {
      const at = now()
      const grown = Math.floor((at - countedAt) / restMs)
      free = Math.min(mostAtOnce, free + grown)
      countedAt = free === mostAtOnce ? at : countedAt + grown * restMs
      if (free < packets) return countedAt + (packets - free) * restMs - at
      free -= packets
      return null
    },
  }
}
