export { zipEndAt } from './directory.ts';
export { guardOfficeZip, type ZipLimits, zipLimits } from './guard.ts';
export { type Packed, writeZip } from './write.ts';
