import { setTimeout as delay } from 'node:timers/promises'

/** One change at a time is measured, not a storm: what the last one stirred up has come to rest after this. */
export const restBetween = (): Promise<void> => delay(400)
