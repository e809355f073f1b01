import { guard, guardSite } from '../api/guard.ts'
import { broken } from '../api/respond.ts'
import { type Server, theServer } from './the-server.ts'

type Handler<P> = (question: { request: Request; params: P; server: Server }) => Response | Promise<Response>

/** A route behind the guard. Whatever it throws is told to the log, and to nobody else. */
export const guarded = <P = unknown>(handler: Handler<P>) => door(handler, guard)

/** A route that needs no token: health, and signing in itself. */
export const guardedSite = <P = unknown>(handler: Handler<P>) => door(handler, guardSite)

function door<P>(handler: Handler<P>, check: typeof guard) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    const server = theServer()
    const refusal = check(request, server.configuration)
    if (refusal) return refusal
    try {
      return await handler({ request, params: await context.params, server })
    } catch (error) {
      const where = `${request.method} ${new URL(request.url).pathname}`
      console.error(`portolan: ${where} failed:`, error)
      return broken(`Portolan met an error of its own at ${where}. Its log says which.`)
    }
  }
}
