import canonicalize from 'canonicalize';

/** What may be hashed: plain JSON and nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 canonical JSON as UTF-8 bytes: one value, one sequence of bytes, on every machine and in every year.
 * Throws TypeError on undefined, NaN, infinities, lone surrogates, dates, buffers, bigints and class instances:
 * whatever JSON would silently drop or bend must not be hashed, or two different facts would share a digest.
 */
export function canonicalBytes(value: unknown): Buffer {
  assertPlain(value, '$');
  return Buffer.from(canonicalize(value)!, 'utf8');
}

function assertPlain(value: unknown, path: string): void {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path}: ${value} has no canonical form`);
    return;
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) assertPlain(value[i], `${path}[${i}]`);
    return;
  }
  if (!isPlainObject(value)) throw new TypeError(`${path}: not plain JSON (${kindOf(value)})`);
  for (const key of Object.keys(value)) assertPlain(value[key], `${path}.${key}`);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(value: unknown): string {
  return typeof value === 'object' ? ((value as object).constructor?.name ?? 'object') : typeof value;
}
