/** Whether an argument or a path is the address of something in a store: `s3://bucket/key`, `https://host/file`. */
export function isAddress(text: string): boolean {
  return /^(?:s3|https?):\/\//.test(text);
}

/** As `isAddress`, for the bytes of a path. */
export function isAddressPath(path: Uint8Array): boolean {
  return isAddress(Buffer.from(path.subarray(0, 'https://'.length)).toString('latin1'));
}

/** An address as records and messages show it: the query of an HTTP address may hold a signature. */
export function publicName(address: string): string {
  return address.startsWith('s3:') ? address : address.replace(/[?#].*/s, '');
}
