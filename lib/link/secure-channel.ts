import type { SecureContextOptions, TLSSocket } from 'node:tls'

/** TLS 1.3 alone, and the cipher suites whose hash is that of a pre-shared key without one of its own: SHA-256. */
export const channelSettings = {
  minVersion: 'TLSv1.3',
  maxVersion: 'TLSv1.3',
  ciphers: 'TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256',
} as const satisfies SecureContextOptions

/** The name of the pre-shared key, which goes in clear: it says which kind of peer this is, and nothing of the secret. */
export const keyName = 'portolan-1'

/** 32 bytes that both ends of this one connection know, and nobody else (RFC 9266). */
export const channelBinding = (socket: TLSSocket): Buffer =>
  socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0))
