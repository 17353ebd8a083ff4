import type { OpenMatter } from '../../../registers/matters/open.ts';
import { receive } from '../consent/receipt.ts';
import { hintsFor } from './hints.ts';
import { refusals } from './refusals.ts';
import type { Hint } from './ties.ts';

export type ChosenBy = 'parties' | 'accepted';

/** What the parties said of this mediator must not be passed over. Refusals `choice.struck`, `choice.differ`, `choice.declined`. */
export function heedChoice(m: OpenMatter, mediatorId: string, chosenBy: ChosenBy): void {
  const { choices = {}, proposal } = m.row.facts;
  const said = m.present.flatMap(({ id }) => choices[id] ?? []);
  if (said.some(({ strikes }) => strikes.includes(mediatorId))) throw refusals.struck();
  if (chosenBy === 'parties' && said.some(({ wants }) => wants.length > 0 && !wants.includes(mediatorId)))
    throw refusals.differ();
  const answers = proposal?.mediatorId === mediatorId ? m.present.map(({ id }) => proposal.said[id]) : [];
  if (chosenBy === 'accepted' && answers.includes('declined')) throw refusals.declined();
}

/** Hints that ask are answered by a disclosure or by how it was looked into. Refusal `choice.hintOpen`. */
export async function heedHints(m: OpenMatter, mediatorId: string, explained: string | undefined): Promise<Hint[]> {
  const hints = (await hintsFor(m.call, m.row, m.parties, [mediatorId])).get(mediatorId) ?? [];
  const asking = hints.filter(({ asks }) => asks);
  if (asking.length > 0 && !explained)
    throw refusals.hintOpen({
      say: `${asking.map(({ zh }) => zh).join('；')}。`,
      fields: { hintsChecked: '写明怎样核实的，或者在上面写披露' },
    });
  return hints;
}

/** Each party's choice stands as their own receipt, also where it was only told to whoever settles it. */
export function recordChoice(m: OpenMatter, mediatorId: string, chosenBy: ChosenBy): void {
  const { choices = {}, proposal } = m.row.facts;
  for (const { id } of m.present) {
    const told = choices[id]?.wants.includes(mediatorId) || (proposal?.mediatorId === mediatorId && proposal.said[id]);
    if (told) continue;
    const answer = chosenBy === 'parties' ? 'chosen' : 'accepted';
    receive(m, { partyId: id, about: 'mediator', answer, subjectId: mediatorId, channel: 'recorded' });
  }
}
