import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Sent with every answer; pages get their content security policy from `proxy.ts`. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
]
const build = process.env.PORTOLAN_BUILD ?? 'development'

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  reactStrictMode: true,
  compress: true, // all but the stream, which says no-transform
  images: { unoptimized: true },
  typescript: { ignoreBuildErrors: true }, // `npm test` runs the compiler itself, once
  env: { PORTOLAN_BUILD: build },
  generateBuildId: () => build,
  headers: async () => [{ source: '/:path*', headers }],
}

export default config
