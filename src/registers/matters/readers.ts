import { pagePrincipal } from '../identity/policy.ts';
import type { MatterRow } from './model.ts';

/**
 * Who may read and change a matter and everything beneath it: one array of principals on each row, compared by
 * row-level security. `centre` stands for the centre's own desks; people and organisations are there by what they do in it.
 */
export function readersOf(
  matter: Pick<MatterRow, 'id' | 'memberIds' | 'organisationIds' | 'placeCode' | 'safety' | 'facts'>,
): string[] {
  const grid = matter.placeCode && matter.placeCode.length === 15 ? [`g:${matter.placeCode}`] : [];
  const safety = matter.safety === 'NONE' ? [] : ['safety'];
  return [
    'centre',
    ...safety,
    ...grid,
    ...matter.organisationIds.map((id) => `o:${id}`),
    ...matter.memberIds.map((id) => `u:${id}`),
    ...(matter.facts.page ? [pagePrincipal(matter.id)] : []),
  ];
}

/** What is written on the safety path is for the safety reviewers and for the person who raised it. */
export const safetyReaders = (raisedBy: string): string[] => ['safety', `u:${raisedBy}`];
