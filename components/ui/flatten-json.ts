export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export type JsonLeaf = { path: string; text: string; line: string }

/** Every value that is not a branch, with the path that leads to it. */
export function flattenJson(value: Json): JsonLeaf[] {
  const leaves: JsonLeaf[] = []
  walk(value, '', leaves)
  return leaves
}

function walk(value: Json, path: string, leaves: JsonLeaf[]): void {
  if (value !== null && typeof value === 'object' && Object.keys(value).length > 0) {
    for (const [key, child] of Object.entries(value)) walk(child, path === '' ? key : `${path}.${key}`, leaves)
    return
  }
  const text = JSON.stringify(value)
  leaves.push({ path, text, line: `${path} ${text}` })
}
