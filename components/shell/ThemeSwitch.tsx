import Monitor from 'lucide-react/icons/monitor'
import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { useEffect, useState } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { keepTheme, readTheme, type ThemeChoice, themeChoices } from './theme-choice.ts'

const icons = { system: Monitor, light: Sun, dark: Moon }

/** One button that goes round: system, light, dark. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<ThemeChoice>('system')
  useEffect(() => setTheme(readTheme(document.documentElement.dataset.theme)), [])
  const next = themeChoices[(themeChoices.indexOf(theme) + 1) % themeChoices.length] ?? 'system'
  const Icon = icons[theme]
  return (
    <IconButton
      label={`Theme: ${theme}. Change to ${next}`}
      onClick={() => {
        keepTheme(next)
        setTheme(next)
      }}
    >
      <Icon aria-hidden className="size-4" />
    </IconButton>
  )
}
