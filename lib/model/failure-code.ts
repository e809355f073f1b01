import { z } from 'zod'

/** Why a read gave nothing. */
export const FailureCode = z.enum([
  'no-engine',
  'engine-silent',
  'engine-refused',
  'engine-too-old',
  'bad-answer',
  'tool-missing',
  'no-right',
  'timeout',
  'too-much',
  'gone',
  /** On another machine, or in a process space, that cannot be seen from where the agent runs. */
  'elsewhere',
  'failed',
])
export type FailureCode = z.infer<typeof FailureCode>
