import type { MatterRow } from './model.ts';

/**
 * Who may read and change a matter and everything beneath it: one array of principals on each row, compared by
 * row-level security. `centre` stands for the centre's own desks; people and organisations are there by what they do in it; a party
 * only while they hold a link to sign with.
 */
export function readersOf(
  matter: Pick<MatterRow, 'memberIds' | 'organisationIds' | 'placeCode' | 'safety' | 'state' | 'facts'>,
): string[] {
  const grid = matter.placeCode && matter.placeCode.length === 15 ? [`g:${matter.placeCode}`] : [];
  const safety = matter.safety === 'NONE' ? [] : ['safety'];
  return [
    'centre',
    ...safety,
    ...grid,
    ...matter.organisationIds.map((id) => `o:${id}`),
    ...matter.memberIds.map((id) => `u:${id}`),
    ...(matter.state === 'SIGNING' ? Object.keys(matter.facts.signing ?? {}).map((id) => `p:${id}`) : []),
  ];
}

/** What is written on the safety path is for the safety reviewers and for the person who raised it. */
export const safetyReaders = (raisedBy: string): string[] => ['safety', `u:${raisedBy}`];

/** What is said in confidence at the table is for the mediator who holds the matter alone: no desk, no leader, no export. */
export const talksReaders = (matter: Pick<MatterRow, 'mediatorId'>): string[] =>
  matter.mediatorId ? [`u:${matter.mediatorId}`] : [];
