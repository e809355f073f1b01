import { PanelHead } from './PanelHead.tsx'

type Props = { what: string; id: string }

/** What a link named and the topology does not hold any more. */
export function GonePanel({ what, id }: Props) {
  return (
    <>
      <PanelHead path={[what]} name={id} />
      <p className="mt-3 text-soft">
        Not in the topology: it was removed, or it belongs to another host. Search for it by its name to find what took
        its place.
      </p>
    </>
  )
}
