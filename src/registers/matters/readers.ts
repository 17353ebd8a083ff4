import { pagePrincipal, signerPrincipal } from '../identity/policy.ts';
import type { MatterRow } from './model.ts';
import { afterMediation } from './states.ts';

/**
 * Who may read and change a matter and everything beneath it: one array of principals on each row, compared by
 * row-level security. `centre` stands for the centre's own desks; people and organisations are there by what they do in it; a party
 * by the page of their invitation, and while they hold a link to sign with.
 */
export function readersOf(
  matter: Pick<MatterRow, 'id' | 'memberIds' | 'organisationIds' | 'placeCode' | 'safety' | 'state' | 'facts'>,
): string[] {
  const grid = matter.placeCode && matter.placeCode.length === 15 ? [`g:${matter.placeCode}`] : [];
  const safety = matter.safety === 'NONE' ? [] : ['safety'];
  return [
    'centre',
    ...safety,
    ...grid,
    ...matter.organisationIds.map((id) => `o:${id}`),
    ...matter.memberIds.map((id) => `u:${id}`),
    ...(matter.state === 'SIGNING' ? Object.keys(matter.facts.signing ?? {}).map(signerPrincipal) : []),
    ...(matter.facts.page ? [pagePrincipal(matter.id)] : []),
  ];
}

/** Stands on every row of what was said, and on nobody: only the steps that move such rows from one reader to another go by it. */
export const TALKS = 'talks';

const bound: readonly string[] = [...afterMediation, 'ARCHIVED'];

/** The mediators who hold the matter. */
export const holdersOf = ({ mediatorId, facts }: Pick<MatterRow, 'mediatorId' | 'facts'>): string[] => [
  ...new Set([mediatorId, ...(facts.coMediators ?? [])].filter((id): id is string => id !== null)),
];

/**
 * What is said in joint sessions: the mediators who hold the matter, the committee that accepted it (its own file keeping, 人民调解法 27),
 * and the archivist once mediation is over and the file is bound. Not the centre's desks, not its leader, not the court (在线调解规则 18；人民调解法 15(4)).
 */
export const talkReaders = (matter: Pick<MatterRow, 'mediatorId' | 'facts' | 'organisationId' | 'state'>): string[] => [
  TALKS,
  ...(bound.includes(matter.state) ? ['archive'] : []),
  ...(matter.organisationId ? [`c:${matter.organisationId}`] : []),
  ...holdersOf(matter).map((id) => `u:${id}`),
];

/** What is offered at the table is for the mediator who holds the matter alone: no desk, no committee, no later mediator, no file. */
export const offerReaders = ({ mediatorId }: Pick<MatterRow, 'mediatorId'>): string[] => [
  TALKS,
  ...(mediatorId ? [`u:${mediatorId}`] : []),
];

/** What is written on the safety path is for the safety reviewers and for the person who raised it. */
export const safetyReaders = (raisedBy: string): string[] => ['safety', `u:${raisedBy}`];
