/** A certificate's DER bytes as PEM text: 64 columns, `\n` after every line, no words before or between. */
export const certificateToPem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `${BEGIN}\n${lines.join('\n')}\n${END}\n`;
};

/** The DER bytes of every certificate in PEM text, in order; text around the blocks is skipped, a damaged block is left out. */
export const certificatesFromPem = (pem: string): Uint8Array[] => {
  const found: Uint8Array[] = [];
  for (const [, body] of pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)) {
    const der = new Uint8Array(Buffer.from(body ?? '', 'base64'));
    if (der.length > 0) found.push(der);
  }
  return found;
};

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';
