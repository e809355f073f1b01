export const themeCookie = 'portolan-theme'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

export const readTheme = (value: string | undefined): ThemeChoice =>
  themeChoices.find((choice) => choice === value) ?? 'system'

/** Shows the theme at once and keeps it for a year. */
export function keepTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain HTTP addresses
  document.cookie = `${themeCookie}=${choice}; Path=/; Max-Age=31536000; SameSite=Strict`
}
