/** Names the build that this code is part of, in the server and in the page alike. `next.config.js` writes it in. */
export const buildId: string = process.env.PORTOLAN_BUILD ?? 'development'
