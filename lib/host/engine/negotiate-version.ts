import { z } from 'zod'
import { excerpt } from '../excerpt.ts'
import type { EngineVersion } from '../host-source.ts'
import { EngineFailure } from './engine-failure.ts'

/** The oldest and newest API that Portolan speaks. */
export const oldestApi = '1.41'
export const newestApi = '1.55'

const apiVersion = z.string().regex(/^\d{1,3}\.\d{1,3}$/)
const VersionAnswer = z.object({
  Version: z.string().default('unknown'),
  ApiVersion: apiVersion,
  MinAPIVersion: apiVersion.nullish(),
  Os: z.string().default('unknown'),
})

/** Picks the newest API version that both sides speak, or fails with `engine-too-old`. */
export function negotiateVersion(answer: unknown): EngineVersion {
  const parsed = VersionAnswer.safeParse(answer)
  if (!parsed.success) {
    throw new EngineFailure('bad-answer', `GET /version gave no engine version: ${excerpt(JSON.stringify(answer))}`)
  }
  const { Version, ApiVersion, MinAPIVersion, Os } = parsed.data
  const name = `Docker engine ${excerpt(Version)}`
  if (compareApi(ApiVersion, oldestApi) < 0) {
    throw new EngineFailure(
      'engine-too-old',
      `${name} speaks API ${ApiVersion} at most; Portolan needs ${oldestApi} (Docker 20.10) or newer`,
    )
  }
  const chosen = compareApi(ApiVersion, newestApi) < 0 ? ApiVersion : newestApi
  if (MinAPIVersion && compareApi(chosen, MinAPIVersion) < 0) {
    throw new EngineFailure(
      'engine-too-old',
      `${name} speaks API ${MinAPIVersion} at least; this Portolan speaks ${newestApi} at most and is too old for it`,
    )
  }
  return {
    version: Version,
    apiVersion: chosen,
    maxApiVersion: ApiVersion,
    minApiVersion: MinAPIVersion || null,
    operatingSystem: Os,
  }
}

function compareApi(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number)
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number)
  return leftMajor - rightMajor || leftMinor - rightMinor
}
