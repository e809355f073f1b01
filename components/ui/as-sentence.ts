/** A reason that others worded, ended so that another sentence can follow. */
export const asSentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`)
