import { z } from 'zod';
import { dayInChina } from '../../ground/clock/index.ts';
import { defineQuery, type Query } from '../../ground/command/index.ts';
import { refusals } from '../../registers/matters/refusals.ts';
import { loadMatter } from '../../registers/matters/store.ts';
import { forceFor } from '../../support/deadlines/index.ts';
import { checkMatter } from './file.ts';

/** May this agreement be confirmed, by which court, until when, what is missing; and what else gives it force. Court stays open whatever it says. */
export const check = defineQuery({
  name: 'confirmation.check',
  zh: '司法确认预检',
  path: '/api/confirmation/{id}/check',
  by: ['anyone'],
  input: z.object({ id: z.uuid('没有这件事项') }),
  async run({ work }, { id }) {
    const found = await loadMatter(work, id, false);
    if (!found) throw refusals.notFound();
    const { category } = found.matter;
    const money = found.instalments.some((part) => part.amountFen !== null);
    const checked = await checkMatter(work, found);
    return {
      ...checked,
      confirmation: found.matter.confirmation,
      others: forceFor(category ?? undefined, 'settled', dayInChina(work.now)).filter(({ needs }) =>
        needs.every((need) => (need === 'confirmed' ? found.matter.confirmation === 'CONFIRMED' : money)),
      ),
    };
  },
});

export const queries = [check] as unknown as readonly Query[];
