import type { HostAnswers } from './host-answers.ts'

/** The folders in which the engine says that it keeps the namespaces of its containers: `<exec-root>/netns`, wherever that is. */
export function sandboxFolders(answers: HostAnswers): string[] {
  const folders = new Set<string>()
  for (const { value } of answers.containers.values()) {
    const key = value?.State.Running ? value.NetworkSettings.SandboxKey : ''
    const end = key.lastIndexOf('/')
    if (end > 0) folders.add(key.slice(0, end))
  }
  return [...folders].sort()
}

/** Whether the engine has named a folder since the namespaces were last looked for. */
export const hasNewSandboxFolder = (answers: HostAnswers): boolean =>
  sandboxFolders(answers).some((folder) => !answers.searchedFolders.has(folder))
