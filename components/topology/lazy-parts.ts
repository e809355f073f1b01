import dynamic from 'next/dynamic'

/** What is loaded only when it is asked for. */
export const Inspector = dynamic(() => import('../inspector/Inspector.tsx').then((part) => part.Inspector), {
  ssr: false,
})
export const KeysDialog = dynamic(() => import('../shell/KeysDialog.tsx').then((part) => part.KeysDialog), {
  ssr: false,
})
export const SearchPalette = dynamic(() => import('../shell/SearchPalette.tsx').then((part) => part.SearchPalette), {
  ssr: false,
})
export const ShareDialog = dynamic(() => import('../share/ShareDialog.tsx').then((part) => part.ShareDialog), {
  ssr: false,
})
export const TablePage = dynamic(() => import('../table/TablePage.tsx').then((part) => part.TablePage), { ssr: false })
