// @ts-check

/** What a terminal would act on, and marks that turn or hide text; line ends and tabs may stay. */
const harmful = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * Text of any origin for the terminal: names, versions and messages are written by engines, containers and recordings.
 * @param {string} text
 */
export const inertLines = (text) => text.replace(harmful, '\uFFFD')
