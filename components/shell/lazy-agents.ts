import dynamic from 'next/dynamic'

/** Loaded when it is asked for. */
export const AgentsDialog = dynamic(() => import('./AgentsDialog.tsx').then((part) => part.AgentsDialog), {
  ssr: false,
})
