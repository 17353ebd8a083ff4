import { crc32, deflateRawSync } from 'node:zlib';

export type MadeEntry = {
  name: string;
  content: Buffer | string;
  stored?: boolean;
  claims?: number;
  mode?: number;
  flags?: number;
  dataOf?: number;
};

/** A zip for tests, truthful unless told otherwise: `claims` lies about the unpacked size, `dataOf` shares another entry's data. */
export function zipMadeForTests(entries: MadeEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const packed = entry.stored ? content : deflateRawSync(content);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(entry.flags ?? 0, 2);
    header.writeUInt16LE(entry.stored ? 0 : 8, 4);
    header.writeUInt32LE(crc32 ? crc32(content) : 0, 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(entry.claims ?? content.length, 18);
    header.writeUInt16LE(Buffer.byteLength(entry.name), 22);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 8);
    tail.writeUInt32LE(entry.dataOf === undefined ? at : starts[entry.dataOf]!, 12);
    centrals.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), header, tail.subarray(2), Buffer.from(entry.name)]),
    );
    starts.push(at);
    if (entry.dataOf !== undefined) continue;
    locals.push(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header, Buffer.from(entry.name), packed]));
    at += locals.at(-1)!.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}
