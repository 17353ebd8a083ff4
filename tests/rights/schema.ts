import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Shape {
  name: string;
  fields: string[];
}

const root = path.resolve(import.meta.dirname, '../..');
export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The migrations as they stand. */
export const schema = readdirSync(path.join(root, 'db/migrations'))
  .map((name) => read(`db/migrations/${name}`))
  .join('\n');

/** The tables that a piece of SQL makes, with their columns. */
export const tablesIn = (sql: string): Shape[] =>
  [...sql.replace(/--.*$/gm, '').matchAll(/create table (\w+) \(([\s\S]*?)\n\)/g)].map(([, name, body]) => ({
    name: name!,
    fields: body!.split(/,(?![^(]*\))/).map((column) => column.trim().split(/\s+/)[0]!),
  }));

export const snake = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
