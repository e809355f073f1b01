import { Notice } from '../ui/Notice.tsx'

/** What encryption of an overlay asks of each kernel. */
export const EncryptedNote = () => (
  <Notice tone="info" title="Encrypted between hosts by IPsec (ESP)">
    Packets to other hosts pass only where both kernels have ESP (xfrm, esp4) and IP protocol 50 is not filtered on the
    way. Within one host nothing is encrypted. Whether a kernel has it: <code className="mono">ip xfrm state</code>
  </Notice>
)
