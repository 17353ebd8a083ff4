/**
 * A refusal is an expected "no": part of the domain, told in words, with the way on (出路).
 * A fault is a defect and stays an ordinary Error. Status is one of 400, 401, 403, 404, 409, 413, 422, 429, 503.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly waysOn: readonly string[];
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly view: unknown;

  constructor(row: RefusalRow & { code: string }, more: RefusalMore = {}) {
    super(more.say ? `${row.zh}${more.say}` : row.zh);
    this.name = 'Refusal';
    this.code = row.code;
    this.status = row.status;
    this.waysOn = more.waysOn ?? row.waysOn;
    this.fields = more.fields;
    this.view = more.view;
  }
}

export interface RefusalRow {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503;
  zh: string;
  /** What the person can do now. Never empty: a test reads it. */
  waysOn: readonly [string, ...string[]];
}

export interface RefusalMore {
  /** Added behind the sentence: the particulars of this once. */
  say?: string;
  /** Field path → what is wrong with it, for the sentence beside the field. */
  fields?: Record<string, string>;
  waysOn?: readonly string[];
  /** The present view, so that nothing the person typed has to be fetched again. */
  view?: unknown;
}

type Makers<T> = { readonly [K in keyof T]: (more?: RefusalMore) => Refusal };

/** Every refusal of the house, by code: `docs/refusals.md` is drawn from it. */
export const allRefusals = new Map<string, RefusalRow & { code: string; room: string }>();

/** Declares the refusals of one room; the code of each is `room.name`. */
export function defineRefusals<const T extends Record<string, RefusalRow>>(room: string, rows: T): Makers<T> {
  const makers: Record<string, (more?: RefusalMore) => Refusal> = {};
  for (const [name, row] of Object.entries(rows)) {
    const code = `${room}.${name}`;
    allRefusals.set(code, { ...row, code, room });
    makers[name] = (more) => new Refusal({ ...row, code }, more);
  }
  return makers as Makers<T>;
}
