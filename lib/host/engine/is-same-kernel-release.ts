/** Whether a release as the engine tells it is that of `uname -r`: the engine writes a third number where there is none (`6.12-rc1` as `6.12.0-rc1`). */
export const isSameKernelRelease = (engine: string, own: string): boolean =>
  withThirdNumber(engine) === withThirdNumber(own)

function withThirdNumber(release: string): string {
  const [, major, minor, rest = ''] = /^(\d+)\.(\d+)(.*)$/s.exec(release.trim()) ?? []
  if (major === undefined) return release.trim()
  return /^\.\d/.test(rest) ? `${major}.${minor}${rest}` : `${major}.${minor}.0${rest}`
}
