import { Agent, type ClientRequestArgs } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import type { EndpointTarget } from './endpoint.ts'
import { SshConnection } from './ssh-connection.ts'

/** Keeps connections to one engine alive and never opens one to anywhere else, whatever a request says. */
export class EngineAgent extends Agent {
  readonly #target: EndpointTarget

  constructor(target: EndpointTarget) {
    super({ keepAlive: true, maxSockets: target.kind === 'ssh' ? 3 : 8, scheduling: 'lifo' })
    this.#target = target
  }

  override createConnection(_options: ClientRequestArgs): Duplex {
    const target = this.#target
    switch (target.kind) {
      case 'unix':
        return connect({ path: target.path })
      case 'tcp': {
        const { host, port, tls } = target
        if (tls === null) return connect({ host, port })
        return connectTls({
          host,
          port,
          ...(/^[0-9.]+$|:/.test(host) ? {} : { servername: host }),
          rejectUnauthorized: tls.verify,
          ...(tls.ca === null ? {} : { ca: tls.ca }),
          ...(tls.cert === null ? {} : { cert: tls.cert }),
          ...(tls.key === null ? {} : { key: tls.key }),
        })
      }
      case 'ssh':
        return new SshConnection(target)
    }
  }
}
