/** A person who signs: the certificate the organisation's root issued, that root, and the private key (32 bytes, a P-256 scalar). */
export interface Signer {
  readonly userId: string;
  readonly name: string;
  readonly certificatePem: string;
  readonly chainPem: string;
  readonly privateKey: Uint8Array;
}
