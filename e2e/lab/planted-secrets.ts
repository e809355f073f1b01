/** Secrets that the scenarios plant where people put theirs. None of these values may leave the agent. */
const plantedSecrets = {
  apiToken: 'portolan-planted-secret-1',
  databasePassword: 'portolan-planted-secret-2',
  labelPassword: 'portolan-planted-secret-3',
  argumentToken: 'portolan-planted-secret-4',
  urlPassword: 'portolan-planted-secret-5',
  listenerPassword: 'portolan-planted-secret-6',
  swarmSecret: 'portolan-planted-secret-7',
} as const

export const plantedSecretValues: readonly string[] = Object.values(plantedSecrets)

/** What the swarm keeps for its services; it is in a file of the container, and in no answer of an engine. */
export const swarmSecretValue = plantedSecrets.swarmSecret

/** Environment variables that hold a secret, as options of `docker create`. */
export const secretEnvironment = [
  ...['--env', `API_TOKEN=${plantedSecrets.apiToken}`],
  ...['--env', `DB_PASSWORD=${plantedSecrets.databasePassword}`],
  ...['--env', `DATABASE_URL=postgres://shop:${plantedSecrets.urlPassword}@db:5432/shop`],
  ...['--env', 'LOG_LEVEL=info'],
]

const labelWithSecret = `com.example.admin-password=${plantedSecrets.labelPassword}`

/** A label that holds a secret. */
export const secretLabel = ['--label', labelWithSecret]

/** The same on the containers of a service. */
export const secretContainerLabel = ['--container-label', labelWithSecret]

/** A web server whose command line holds secrets, also the one that the kernel shows of its listener. */
export const httpServerWithSecrets = (port: number) => [
  ...['sh', '-c', `exec httpd -f -p ${port} -h /www -r --password=${plantedSecrets.listenerPassword}`],
  ...['server', `--token=${plantedSecrets.argumentToken}`],
]
