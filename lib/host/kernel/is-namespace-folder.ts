/** Whether a path that the engine named may be looked through for namespace files: an absolute one, without a way round, named as engines name it. */
export const isNamespaceFolder = (path: string): boolean =>
  path.length < 1_024 &&
  /^(?:\/[^/\0]+)*\/netns$/.test(path) &&
  !path.split('/').some((name) => name === '.' || name === '..')
