import { z } from 'zod';
import { sayInstant } from '../../../ground/clock/index.ts';
import { defineQuery } from '../../../ground/command/index.ts';
import type { Work } from '../../../ground/store/index.ts';
import { refusals } from '../../../registers/matters/refusals.ts';
import { stateZh } from '../../../registers/matters/states.ts';
import { loadMatter } from '../../../registers/matters/store.ts';
import { type CandidateRow, candidates } from './store.ts';
import { type Compared, reasonsFor, sampleGrams } from './weigh.ts';

export interface DuplicateLine {
  id: string;
  code: string;
  title: string;
  state: string;
  stateZh: string;
  receivedZh: string;
  reasons: string[];
}

const filled = (values: ReadonlyArray<string | null | undefined>): string[] =>
  values.filter((value): value is string => Boolean(value));

const comparedOf = (row: CandidateRow): Compared => ({
  phones: filled(row.people.map((one) => one.phone)),
  idNumbers: filled(row.people.map((one) => one.id)),
  names: filled(row.people.map((one) => one.name)),
  placeCode: row.placeCode,
  placeText: row.placeText,
  text: `${row.title}\n${row.narrative}`,
  receivedAt: new Date(row.receivedAt),
});

/** Matters that may be the same one, at most `most`, those with most reasons first. Only a look is proposed: `matters.link` is a person's. */
export async function duplicatesOf(work: Work, mine: Compared, except: string | null = null, most = 8): Promise<DuplicateLine[]> {
  const rows = await candidates(work, { ...mine, grams: sampleGrams(mine.text), except });
  return rows
    .map((row) => ({ row, reasons: reasonsFor(mine, comparedOf(row)) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort(
      (a, b) =>
        b.reasons.length - a.reasons.length || new Date(b.row.receivedAt).getTime() - new Date(a.row.receivedAt).getTime(),
    )
    .slice(0, most)
    .map(({ row, reasons }) => ({
      id: row.id,
      code: row.code,
      title: row.title,
      state: row.state,
      stateZh: stateZh(row.state),
      receivedZh: sayInstant(new Date(row.receivedAt)),
      reasons,
    }));
}

/** GET /api/matters/{id}/duplicates: candidates for one matter, each with its reasons. Refusal `matters.notFound`. */
export const duplicates = defineQuery({
  name: 'matters.duplicates',
  zh: '疑似重复',
  path: '/api/matters/{id}/duplicates',
  by: ['anyone'],
  input: z.object({}),
  async run({ work, id }) {
    const found = /^[0-9a-f-]{36}$/i.test(id ?? '') ? await loadMatter(work, id!, false) : undefined;
    if (!found) throw refusals.notFound();
    const { matter, parties } = found;
    const mine: Compared = {
      phones: filled(parties.map((party) => party.phoneBlind?.toString('hex'))),
      idNumbers: filled(parties.map((party) => party.idBlind?.toString('hex'))),
      names: filled(parties.map((party) => party.name)),
      placeCode: matter.placeCode,
      placeText: matter.placeText,
      text: `${matter.title}\n${matter.narrative.slice(0, 4000)}`,
      receivedAt: matter.receivedAt,
    };
    return { duplicates: await duplicatesOf(work, mine, matter.id) };
  },
});
