import { readFileSync } from 'node:fs'

/** Images that a Dockerfile starts from, without the stages that it makes itself. */
export function dockerfileBases(file: string): string[] {
  const stages = [...readFileSync(file, 'utf8').matchAll(/^FROM\s+(\S+)(?:\s+AS\s+(\S+))?\s*$/gim)]
  const own = stages.flatMap(([, , stage]) => stage ?? [])
  return [...new Set(stages.flatMap(([, image]) => (image === undefined || own.includes(image) ? [] : [image])))]
}
