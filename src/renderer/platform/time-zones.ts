/** Every zone of the machine's IANA database, for choosing by typing. */
export const TIME_ZONES: readonly { readonly id: string; readonly name: string }[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
].map((zone) => ({
  id: zone,
  name: zone.replaceAll('_', ' '),
}));
