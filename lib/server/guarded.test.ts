import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Failure } from '../api/contract.ts'
import { guarded } from './guarded.ts'
import { startServer, theServer } from './the-server.ts'

const configuration = {
  ...{ agents: [], secret: null, stateFolder: null, host: '127.0.0.1', port: 4747 },
  ...{ token: null, hostNames: [], followParent: false },
}
const request = new Request('http://127.0.0.1:4747/api/things?token=secret', { headers: { host: '127.0.0.1:4747' } })
const context = { params: Promise.resolve({}) }

beforeEach(() => {
  startServer(configuration)
})
afterEach(() => {
  theServer().close()
  vi.restoreAllMocks()
})

it.each([
  ['thrown', () => Promise.reject(new Error('cannot read /etc/secret'))],
  ['thrown at once', () => JSON.parse('{')],
])('an error %s is told to the log alone', async (_, handler) => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const answer = await guarded(handler)(request, context)
  const { error } = Failure.parse(await answer.json())
  expect(answer.status).toBe(500)
  expect(error).toEqual({
    code: 'internal',
    message: 'Portolan met an error of its own at GET /api/things. Its log says which.',
  })
  expect(log).toHaveBeenCalledOnce()
})

it('the server is one, and is made once', () => {
  expect(theServer()).toBe(theServer())
  expect(() => startServer(configuration)).toThrow('started twice')
})
