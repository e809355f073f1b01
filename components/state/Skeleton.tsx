import { useLate } from '../ui/use-late.ts'

/** The outline of a picture to come; shown only to who has waited a moment. */
export function Skeleton() {
  const late = useLate()
  return (
    <div role="status" aria-label="Loading the topology" className="absolute inset-0 p-6">
      {late ? (
        <div aria-hidden className="mx-auto flex h-full max-w-4xl flex-col gap-6">
          <div className="h-6 rounded-md bg-frame" />
          <div className="h-6 rounded-md bg-frame" />
          <div className="flex flex-1 flex-col gap-10 rounded-xl border border-line bg-frame p-6">
            <div className="flex gap-3">
              <div className="h-14 w-28 rounded-lg bg-card" />
              <div className="h-14 w-28 rounded-lg bg-card" />
              <div className="h-14 w-28 rounded-lg bg-card" />
            </div>
            <div className="h-6 rounded-md bg-card" />
            <div className="h-6 rounded-md bg-card" />
          </div>
          <p className="text-center text-soft">Reading the host.</p>
        </div>
      ) : null}
    </div>
  )
}
