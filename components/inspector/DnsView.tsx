import type { Container } from '../../lib/model/container.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import { Facts } from '../ui/Facts.tsx'
import { Block } from './Block.tsx'
import { NameFiles } from './NameFiles.tsx'

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
      {namespace?.kind === 'host' ? (
        <p className="text-soft">In host mode: the files are the host’s; the engine gives the container a copy.</p>
      ) : null}
      <NameFiles namespace={namespace} />
    </>
  )
}
