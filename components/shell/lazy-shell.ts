import dynamic from 'next/dynamic'

const agentsDialog = () => import('./AgentsDialog.tsx').then((part) => part.AgentsDialog)
const filterPanel = () => import('./FilterPanel.tsx').then((part) => part.FilterPanel)
const lookingPanel = () => import('./LookingPanel.tsx').then((part) => part.LookingPanel)

/** What of the top bar is loaded only when it is opened, or ahead once somebody is there. */
export const AgentsDialog = dynamic(agentsDialog, { ssr: false })
export const FilterPanel = dynamic(filterPanel, { ssr: false })
export const LookingPanel = dynamic(lookingPanel, { ssr: false })

export const shellParts = [filterPanel, lookingPanel, agentsDialog]
