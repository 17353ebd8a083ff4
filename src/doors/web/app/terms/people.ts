import type { Values } from '../../../../ground/ui/form/schema.ts';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterView } from '../api.ts';
import type { Terms } from './terms.ts';

export const termsOf = (view: MatterView) => (): Terms => ({
  category: view.category,
  people: view.parties.filter(({ gone }) => !gone).map(({ id, name, sideZh }) => ({ id, name: name ?? say(sideZh) })),
  payer: 'payerId',
  payee: 'payeeId',
  late: false,
});

const nameOf = (person: unknown, otherwise: string): string => {
  const name = (person as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' && name.trim() ? name.trim() : otherwise;
};

/** On the one page there are no ids yet: the first of each side, by side. */
export const termsOnTheSpot = (values: Values): Terms => ({
  category: typeof values.category === 'string' ? values.category : null,
  people: [
    { id: 'applicant', name: nameOf(values.reporter, say('申请人')) },
    { id: 'respondent', name: nameOf(values.respondent, say('对方')) },
  ],
  payer: 'payer',
  payee: 'payee',
  late: true,
});
