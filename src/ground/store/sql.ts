/**
 * A piece of SQL with its values apart: what people typed never becomes part of the text. Pieces can be put into pieces.
 * `texts` stand around `values`, one more of them than there are values.
 */
export class Sql {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];

  constructor(texts: readonly string[], values: readonly unknown[]) {
    this.texts = texts;
    this.values = values;
  }
}

/** sql`select … where id = ${id}`: a value becomes a parameter, another piece of SQL a part of this one. */
export function sql(texts: TemplateStringsArray, ...values: unknown[]): Sql {
  return new Sql(texts, values);
}
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** Written in the program itself, never by people. */
sql.raw = (text: string): Sql => new Sql([text], []);
/** The name of a table or column; `m.code` names a column of `m`. */
sql.ref = (name: string): Sql => sql.raw(name.split('.').map(quoted).join('.'));
sql.join = (pieces: readonly unknown[], between: Sql = sql`, `): Sql =>
  pieces.reduce<Sql>((all, piece, i) => (i === 0 ? sql`${piece}` : sql`${all}${between}${piece}`), sql``);

/** Text with `$1 …` and the parameters in that order, for node-postgres. */
export function compile(query: Sql): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const write = ({ texts, values: own }: Sql): string =>
    texts.reduce((text, next, i) => {
      const value = own[i - 1];
      return text + (value instanceof Sql ? write(value) : `$${values.push(value)}`) + next;
    });
  return { text: write(query), values };
}

/** `camelCase` ↔ `snake_case` of top-level keys: rows are camelCase in code and snake_case in the database. */
export const snake = remembered((name) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`));
export const camel = remembered((name) => name.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase()));

/** Column names are few and asked for a thousand times a second. */
function remembered(turn: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    const made = turn(name);
    if (known.size < 2_000) known.set(name, made);
    return made;
  };
}

export function camelRow<T>(row: Record<string, unknown>): T {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [camel(key), value])) as T;
}
