/** Where the agent listens, and the files that it takes for that: the secret that all share, and the folder of its own key. */
export type ListenPlan = { host: string; port: number; secretFile: string; stateFolder: string }

type Said = { address: string | undefined; secretFile: string | undefined; stateFolder: string | undefined }

/** Null where it is not to listen. Without a secret it never does: whoever reaches the port could read the whole view. */
export function parseListen({
  address,
  secretFile,
  stateFolder,
}: Said): { ok: true; plan: ListenPlan | null } | { ok: false; reason: string } {
  if (!address) return { ok: true, plan: null }
  const found = /^(?:\[([0-9a-fA-F:.%\w]+)\]|([\w.-]+)):(\d{1,5})$/.exec(address)
  const host = found?.[1] ?? found?.[2]
  const port = Number(found?.[3])
  if (!host || port > 65_535)
    return { ok: false, reason: `--listen takes HOST:PORT, e.g. 0.0.0.0:4748 or [::]:4748, not "${address}"` }
  if (!secretFile)
    return {
      ok: false,
      reason: 'without a secret the agent listens on no network: name its file by --secret-file (openssl rand -hex 32)',
    }
  if (!stateFolder)
    return { ok: false, reason: 'the agent that listens keeps a key of its own: name its folder by --state-dir' }
  return { ok: true, plan: { host, port, secretFile, stateFolder } }
}
