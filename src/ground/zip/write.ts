import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a package: a plain relative name, no folder above it. */
export interface Packed {
  name: string;
  bytes: Buffer;
}

const UTF8 = 0x0800;
/** 1980-01-01: a package of the same papers is the same bytes. */
const NO_TIME = [0, 0x21] as const;

/** A ZIP archive in the order given; names in UTF-8, no extra fields, no ZIP64. Read back by `readDirectory`. */
export function writeZip(files: readonly Packed[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const label = Buffer.from(name, 'utf8');
    const data = deflateRawSync(bytes);
    const shared = sharedOf(crc32(bytes), data.length, bytes.length, label.length);
    const local = Buffer.concat([words(0x04034b50, 4), words(20, 2), shared, label, data]);
    centrals.push(
      Buffer.concat([
        words(0x02014b50, 4),
        words(20, 2),
        words(20, 2),
        shared,
        words(0, 2),
        words(0, 2),
        words(0, 2),
        words(0, 4),
        words(at, 4),
        label,
      ]),
    );
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = words(files.length, 2);
  const end = Buffer.concat([
    words(0x06054b50, 4),
    words(0, 4),
    count,
    count,
    words(directory.length, 4),
    words(at, 4),
    words(0, 2),
  ]);
  return Buffer.concat([...locals, directory, end]);
}

/** Flags, method, time, sum and sizes: the same in both headers of a file. */
function sharedOf(sum: number, packed: number, unpacked: number, label: number): Buffer {
  return Buffer.concat([
    words(UTF8, 2),
    words(8, 2),
    words(NO_TIME[0], 2),
    words(NO_TIME[1], 2),
    words(sum, 4),
    words(packed, 4),
    words(unpacked, 4),
    words(label, 2),
    words(0, 2),
  ]);
}

function words(value: number, size: 2 | 4): Buffer {
  const bytes = Buffer.alloc(size);
  if (size === 2) bytes.writeUInt16LE(value);
  else bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
