// @ts-check

/** `10.0.0.2:80`, `[fd00::2]:80`. @param {string} address @param {number} port */
export const endText = (address, port) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`)
