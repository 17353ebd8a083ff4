import { mayTable } from '../src/centre.ts';
import { policySql } from '../src/registers/identity/policySql.ts';

/** File (from the root) → text, for everything drawn from the code. */
export async function drawings(): Promise<Record<string, string>> {
  return { 'db/policy.sql': policySql(mayTable()) };
}
