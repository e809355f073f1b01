import { Block } from './Block.tsx'

/** What encryption of an overlay asks of each kernel. */
export const EncryptionBlock = () => (
  <Block title="Encrypted" see="encryption">
    <p>
      Between hosts its packets go through IPsec (ESP). They pass only where the kernels of both ends have ESP, and IP
      protocol 50 is not filtered on the way. Within one host nothing is encrypted.
    </p>
  </Block>
)
