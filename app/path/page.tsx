import { PathPage } from '../../components/path/PathPage.tsx'
import './path.css'

export const metadata = { title: 'Path · Portolan' }

/** Can one thing reach another, and if not, what stops it? */
export default function Page() {
  return <PathPage />
}
