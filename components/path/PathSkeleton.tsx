import { useLate } from '../ui/use-late.ts'

/** The outline of an answer to come; shown only to who has waited a moment. */
export function PathSkeleton() {
  const late = useLate()
  return (
    <div role="status" aria-label="Tracing" className="flex flex-col gap-3">
      {late ? (
        <div aria-hidden className="flex flex-col gap-3">
          <div className="h-20 rounded-lg bg-frame" />
          <div className="h-6 w-1/2 rounded-md bg-frame" />
          <div className="h-24 rounded-lg bg-frame" />
          <div className="h-24 rounded-lg bg-frame" />
        </div>
      ) : null}
    </div>
  )
}
