/** An entry's length is written in two bytes, so no entry may be longer (c2sp.org/tlog-tiles, "Log entries"). */
export const MAX_ENTRY_BYTES = 65_535;

/** Events one after another, each behind its length as big-endian uint16. Throws RangeError on an entry over 65,535 bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => [lengthOf(entry), entry]));
}

/** The entries of a bundle. Throws RangeError when it is cut short, runs over, or does not hold exactly `width` entries. */
export function decodeBundle(bytes: Uint8Array, width: number): Buffer[] {
  const bundle = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length; ) {
    if (at + 2 > bundle.length) throw new RangeError('bundle cut inside a length');
    const end = at + 2 + bundle.readUInt16BE(at);
    if (end > bundle.length) throw new RangeError('bundle cut inside an entry');
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (entries.length !== width) throw new RangeError(`bundle of ${entries.length} entries where ${width} should be`);
  return entries;
}

function lengthOf(entry: Uint8Array): Buffer {
  if (entry.length > MAX_ENTRY_BYTES) throw new RangeError(`entry of ${entry.length} bytes; ${MAX_ENTRY_BYTES} is the most`);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(entry.length);
  return length;
}
