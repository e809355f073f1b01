import { TopologyPage } from '../components/topology/TopologyPage.tsx'

export default function Page() {
  return <TopologyPage />
}
