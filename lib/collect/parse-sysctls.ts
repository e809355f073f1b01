import type { PartReading } from './namespace-facts.ts'

/** Lines `net.ipv4.ip_forward = 1`. */
export function parseSysctls(text: string): PartReading<Record<string, string>> {
  const value: Record<string, string> = {}
  const unknown: string[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const [, name, set] = /^([\w./@:-]+)\s*=\s*(.*)$/.exec(line) ?? []
    if (name === undefined || set === undefined) unknown.push(line)
    else value[name] = set.trim()
  }
  const problems = unknown.length === 0 ? [] : [notUnderstood(unknown)]
  return { value, problems }
}

const notUnderstood = (lines: string[]) => ({
  code: 'not-understood' as const,
  reason: `${lines.length} of the lines, first: ${lines[0]?.slice(0, 120)}`,
})
