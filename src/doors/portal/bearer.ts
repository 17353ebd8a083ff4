import type { Actor } from '../../ground/command/index.ts';
import type { Work } from '../../ground/store/index.ts';
import { principalsOf } from '../../registers/identity/policy.ts';
import { bearerOf, type PartyToken, tokenPrincipal } from '../../registers/parties/tokens.ts';
import { refusals } from './refusals.ts';

/** The party who holds the link: nobody of the staff, in sight of this one matter only. */
export interface Bearer extends Actor {
  token: PartyToken;
}

/** For `centre.run`: finds the bearer inside the transaction. Refusal `portal.gone`, the same for every reason. */
export const bearing =
  (link: string, purpose: string) =>
  async (work: Work): Promise<Bearer> => {
    const token = await bearerOf(work, link, purpose);
    if (!token) throw refusals.gone();
    const standing = { id: token.partyId, roles: ['party'], organisationId: null, placeCodes: [], matterId: token.matterId };
    const { sees, writes } = principalsOf(standing);
    const own = tokenPrincipal(token.hash);
    return { tenantId: work.tenantId, name: '当事人', ...standing, sees: [...sees, own], writes: [...writes, own], token };
  };
