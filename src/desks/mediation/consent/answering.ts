import { sql, type Work } from '../../../ground/store/index.ts';
import type { MatterRow, PartyRow } from '../../../registers/matters/model.ts';

/** In which states an invited party can still come in, as whoever records `agree` could write down for them. */
const comesIn: ReadonlySet<string> = new Set(['CONSENT', 'ASSIGNED', 'MEDIATING']);
const runs: ReadonlySet<string> = new Set([...comesIn, 'SUSPENDED', 'SIGNING']);

/**
 * What a party's own page still offers. `all`: the five answers, until the mediator has acted, and to whoever has not said yes.
 * `leaving`: out, or to court, as long as it runs. `none`: it has ended.
 */
export function offered(
  { state }: Pick<MatterRow, 'state'>,
  party: Pick<PartyRow, 'consent' | 'goneAt'>,
): 'all' | 'leaving' | 'none' {
  if (!runs.has(state)) return 'none';
  if (state === 'CONSENT' || (comesIn.has(state) && party.consent !== 'agreed')) return 'all';
  return party.goneAt ? 'none' : 'leaving';
}

export interface Answered {
  answer: string;
  answeredAt: Date;
  /** The number of the receipt. */
  code: string;
}

/** What this party said last to the question of mediation, by whatever channel. */
export const lastAnswer = (
  work: Work,
  { matterId, partyId }: { matterId: string; partyId: string },
): Promise<Answered | undefined> =>
  work.one<Answered>(sql`
    select answer, answered_at, code from consent where tenant_id = ${work.tenantId} and matter_id = ${matterId}
      and party_id = ${partyId} and about = 'mediation' order by answered_at desc, id desc limit 1`);
