import type { Actor } from '../../ground/command/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';
import { principalsOf } from '../../registers/identity/policy.ts';

interface StaffRow {
  id: string;
  username: string | null;
  name: string;
  roles: string[];
  organisationId: string | null;
  placeCodes: string[];
}

/** The staff of a centre as actors, for stories, the demo and tests: no sign-in, the same rights. */
export interface People {
  account(username: string): Actor;
  staff(id: string | null): Actor | undefined;
  organisation(key: string): string | undefined;
  mediatorFor(organisationKey: string, seed: number): Actor;
  directorOf(organisationKey: string): Actor | undefined;
  agencyFor(category: string, seed: number): string;
  partnerOf(organisationId: string): Actor | undefined;
}

const agencies: Record<string, string> = {
  LAB: 'labour',
  FAM: 'women',
  INJ: 'police',
  TRA: 'police',
  PET: 'petition',
  ADM: 'justice',
};
const others = ['police', 'petition', 'justice', 'labour'];

export async function peopleOf(work: Work): Promise<People> {
  const staff = await work.ask<StaffRow>(
    sql`select id, username, name, roles, organisation_id, place_codes from staff where tenant_id = ${work.tenantId} and active`,
  );
  const organisations = await work.ask<{ id: string; key: string }>(
    sql`select id, key from organisation where tenant_id = ${work.tenantId}`,
  );
  const keys = new Map(organisations.map(({ id, key }) => [key, id]));
  const actors = staff.map((row): Actor & { username: string | null } => ({
    ...row,
    tenantId: work.tenantId,
    ...principalsOf(row),
  }));
  const mediators = actors.filter((actor) => actor.roles.includes('mediator'));
  return {
    account: (username) =>
      found(
        actors.find((actor) => actor.username === username),
        username,
      ),
    staff: (id) => actors.find((actor) => actor.id === id),
    organisation: (key) => keys.get(key),
    mediatorFor(key, seed) {
      const of = (committee: string) => mediators.filter((actor) => actor.organisationId === keys.get(committee));
      // A village committee without mediators of its own calls the town's.
      const own = of(key);
      const home = own.length > 0 ? own : of(key.slice(0, 7));
      const list = home.length > 0 ? home : mediators.filter((actor) => actor.username === null);
      return found(list[seed % list.length], key);
    },
    directorOf: (key) => actors.find((actor) => actor.organisationId === keys.get(key) && actor.roles.includes('org')),
    partnerOf: (id) =>
      actors.find((actor) => actor.organisationId === id && actor.roles.some((role) => role === 'partner' || role === 'judge')),
    agencyFor: (category, seed) =>
      found(keys.get(agencies[category.slice(0, 3)] ?? others[seed % others.length]!) ?? keys.get('justice'), category),
  };
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`nobody and nothing is called ${name}`);
  return value;
}
