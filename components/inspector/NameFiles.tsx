import type { Namespace } from '../../lib/model/namespace.ts'
import { Block } from './Block.tsx'

/** The files by which programs in a namespace find names. */
export const NameFiles = ({ namespace }: { namespace: Namespace | null }) => (
  <>
    <FileText title="/etc/resolv.conf" text={namespace?.resolvConf ?? null} />
    <FileText title="/etc/hosts" text={namespace?.hostsFile ?? null} />
  </>
)

function FileText({ title, text }: { title: string; text: string | null }) {
  return (
    <Block title={title} see="dns">
      {text === null ? (
        <p className="text-soft">Not read.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
        <section tabIndex={0} aria-label={title} className="overflow-x-auto rounded-md bg-frame p-2">
          <pre className="mono">{text.trimEnd()}</pre>
        </section>
      )}
    </Block>
  )
}
