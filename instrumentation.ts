/** Puts the server together before the first request. What it is told from outside must make sense, or it does not start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startConfigured } = await import('./lib/server/start-configured.ts')
  startConfigured(process.env)
}
