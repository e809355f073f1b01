import { useEffect, useState } from 'react'
import { copyText } from './copy-text.ts'

/** `copied` stays true for two seconds after the text is on the clipboard. */
export function useCopied(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  return { copied, copy: (text) => void copyText(text).then(setCopied) }
}
