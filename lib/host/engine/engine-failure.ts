import type { FailureCode } from '../../model/failure-code.ts'
import { errorCode } from '../error-code.ts'

/** Why the engine gave no answer; thrown inside this folder only, since dockerode knows no other way. */
export class EngineFailure extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, reason: string) {
    super(reason)
    this.code = code
  }
}

/** What a broken connection means to a person. */
export function connectionFailure(error: unknown, label: string): EngineFailure {
  if (error instanceof EngineFailure) return error
  const code = errorCode(error)
  switch (code) {
    case 'ENOENT':
      return new EngineFailure('no-engine', `no Docker engine listens at ${label}: the socket does not exist`)
    case 'ECONNREFUSED':
      return new EngineFailure('no-engine', `no Docker engine listens at ${label}: the connection was refused`)
    case 'ENOTSOCK':
    case 'ENOTDIR':
      return new EngineFailure('no-engine', `${label} is not a socket`)
    case 'EACCES':
    case 'EPERM':
      return new EngineFailure(
        'no-right',
        `no right to use ${label}: start Portolan as root or as a user of the socket's group (docker)`,
      )
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return new EngineFailure('no-engine', `${label} cannot be reached (${code})`)
    case 'ECONNRESET':
    case 'EPIPE':
      return new EngineFailure('no-engine', `the connection to ${label} was closed before an answer came`)
    default:
      if (code.startsWith('HPE_')) {
        return new EngineFailure('bad-answer', `${label} answered with something that is not HTTP`)
      }
      return new EngineFailure('no-engine', `${label}: ${error instanceof Error ? error.message : code}`)
  }
}
