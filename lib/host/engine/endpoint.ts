/** Where an engine listens and how to speak to it, worked out of environment, context and option. */
export type Endpoint = {
  /** For a person: `unix:///var/run/docker.sock (context default)`. */
  label: string
  target: EndpointTarget
}

export type EndpointTarget =
  | { kind: 'unix'; path: string }
  | { kind: 'tcp'; host: string; port: number; basePath: string; tls: TlsSettings | null }
  | { kind: 'ssh'; host: string; user: string | null; port: number | null; socketPath: string | null }

/** Texts of PEM files; null where the engine is taken by the system's own certificates, or wants none of ours. */
export type TlsSettings = { ca: string | null; cert: string | null; key: string | null; verify: boolean }

/** An endpoint that was asked for but cannot be used: `label` still says which. */
export type EndpointResult = { ok: true; endpoint: Endpoint } | { ok: false; label: string; reason: string }

export const defaultSocketPath = '/var/run/docker.sock'
