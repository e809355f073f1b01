import type { Container } from '../../lib/model/container.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import { Facts } from '../ui/Facts.tsx'
import { Block } from './Block.tsx'

type Props = { container: Container; namespace: Namespace | null }

/** What the engine was told about names, and the files that programs in the container read. */
export function DnsView({ container, namespace }: Props) {
  const { dns } = container
  const none = dns !== null && [dns.servers, dns.search, dns.options, dns.extraHosts].every((list) => list.length === 0)
  return (
    <>
      <Block title="Set-up" see="inspect">
        {dns === null ? (
          <p className="text-soft">Unknown: the engine did not tell.</p>
        ) : (
          <>
            <Facts
              facts={[
                ['host name', dns.hostname || null],
                ['domain name', dns.domainname || null],
                ['servers', dns.servers.join(', ') || null],
                ['search', dns.search.join(', ') || null],
                ['options', dns.options.join(' ') || null],
                ['extra hosts', dns.extraHosts.join(', ') || null],
              ]}
            />
            {none ? <p className="text-soft">No server, search domain or host of its own: the defaults hold.</p> : null}
          </>
        )}
      </Block>
      <FileText title="/etc/resolv.conf" text={namespace?.resolvConf ?? null} />
      <FileText title="/etc/hosts" text={namespace?.hostsFile ?? null} />
    </>
  )
}

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
