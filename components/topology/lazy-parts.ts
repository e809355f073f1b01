import dynamic from 'next/dynamic'
import { useEffect } from 'react'
import { shellParts } from '../shell/lazy-shell.ts'

const inspector = () => import('../inspector/Inspector.tsx').then((part) => part.Inspector)
const keysDialog = () => import('../shell/KeysDialog.tsx').then((part) => part.KeysDialog)
const searchPalette = () => import('../shell/SearchPalette.tsx').then((part) => part.SearchPalette)
const shareDialog = () => import('../share/ShareDialog.tsx').then((part) => part.ShareDialog)
const tablePage = () => import('../table/TablePage.tsx').then((part) => part.TablePage)

/** What is loaded only when it is asked for. */
export const Inspector = dynamic(inspector, { ssr: false })
export const KeysDialog = dynamic(keysDialog, { ssr: false })
export const SearchPalette = dynamic(searchPalette, { ssr: false })
export const ShareDialog = dynamic(shareDialog, { ssr: false })
export const TablePage = dynamic(tablePage, { ssr: false })

/** The first touch of the mouse or a key says that somebody is there: what is asked for most is then loaded ahead. */
export function usePreload(): void {
  useEffect(() => {
    const controller = new AbortController()
    const load = () => {
      controller.abort()
      for (const part of [inspector, searchPalette, ...shellParts]) void part()
    }
    for (const sign of ['pointermove', 'pointerdown', 'keydown'])
      window.addEventListener(sign, load, { signal: controller.signal, passive: true })
    return () => controller.abort()
  }, [])
}
