/** What may be hashed: plain JSON and nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 canonical JSON as UTF-8 bytes: one value, one sequence of bytes, on every machine and in every year.
 * Throws TypeError on undefined, NaN, infinities, lone surrogates, dates, buffers, bigints and class instances:
 * whatever JSON would silently drop or bend must not be hashed, or two different facts would share a digest.
 */
export function canonicalBytes(value: unknown): Buffer {
  return Buffer.from(canonicalText(value), 'utf8');
}

/** The same as text: keys in the order of their UTF-16 units, strings and numbers as ECMAScript writes them (RFC 8785 §3.2). */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value === 0 ? 0 : value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalText).join(',')}]`;
  if (!isPlainObject(value)) throw new TypeError(`no canonical form: ${kindOf(value)}`);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${quoted(key)}:${canonicalText(value[key])}`);
  return `{${members.join(',')}}`;
}

export function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('no canonical form: a lone surrogate');
  return JSON.stringify(text);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(value: unknown): string {
  if (typeof value === 'object') return value?.constructor?.name ?? 'object';
  return typeof value === 'number' ? String(value) : typeof value;
}
