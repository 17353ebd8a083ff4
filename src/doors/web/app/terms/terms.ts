import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FormSchema, Values } from '../../../../ground/ui/form/schema.ts';
import { ask, query } from '../http.ts';

export interface Slot {
  zh: string;
  kind: 'party' | 'money' | 'day' | 'count' | 'percent' | 'text' | 'choice';
  options?: string[];
}
export interface Clause {
  code: string;
  zh: string;
  group: string;
  text: string;
  slots: Record<string, Slot>;
  obligation: { proof: string } | null;
  basis: string;
}
export interface Finding {
  code: string;
  severity: 'block' | 'warn';
  at: string;
  zh: string;
  wayOn: string;
}
export interface Lawfulness {
  code: string;
  zh: string;
  hint: string;
}

/** Who takes part, as the form names them: parties of a matter by id, those of an on-the-spot record by side. */
export interface Terms {
  category: string | null;
  people: Array<{ id: string; name: string }>;
  /** Names of the two fields of an instalment. */
  payer: 'payerId' | 'payer';
  payee: 'payeeId' | 'payee';
  late: boolean;
}

export const useClauses = (category: string | null) =>
  useQuery({
    queryKey: ['clauses', category],
    queryFn: () => ask<{ clauses: Clause[]; lawfulness: Lawfulness[] }>(`/api/terms/clauses${query({ category })}`),
    staleTime: 3_600_000,
  });

const fieldOf = ({ zh, kind, options }: Slot, people: Terms['people']): FormSchema => {
  if (kind === 'party')
    return { type: 'string', zh, widget: 'choice', options: Object.fromEntries(people.map(({ id, name }) => [id, name])) };
  if (kind === 'choice')
    return { type: 'string', zh, widget: 'choice', options: Object.fromEntries((options ?? []).map((one) => [one, one])) };
  if (kind === 'day') return { type: 'string', zh, widget: 'date' };
  if (kind === 'money') return { type: 'integer', zh, widget: 'money' };
  if (kind === 'count' || kind === 'percent') return { type: 'number', zh, widget: 'number' };
  return { type: 'string', zh, widget: 'text' };
};

/** The gaps of a clause as a form. */
export const schemaFor = ({ slots }: Clause, { people }: Terms): FormSchema => ({
  type: 'object',
  required: Object.keys(slots),
  properties: Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, fieldOf(slot, people)])),
});

interface Composed {
  text: string;
  instalments: Array<{ payerId: string; payeeId: string; what: string; amountFen?: number; dueOn: string }>;
}

/** Writes the clause behind what stands there: its sentence numbered, its promises at the end of the plan. */
export async function write(clause: Clause, filled: Values, values: Values, terms: Terms): Promise<Values> {
  const names = Object.fromEntries(terms.people.map(({ id, name }) => [id, name]));
  const made = await ask<Composed>('/api/terms/clause', { body: { code: clause.code, values: filled, names } });
  const text = typeof values.text === 'string' ? values.text.trimEnd() : '';
  const n = (text.match(/^\d+[.、]/gm)?.length ?? 0) + 1;
  const rows = made.instalments.map(({ payerId, payeeId, ...rest }) => ({
    [terms.payer]: payerId,
    [terms.payee]: payeeId,
    ...rest,
  }));
  return {
    ...values,
    text: [text, `${n}. ${made.text}`].filter(Boolean).join('\n'),
    instalments: [...((values.instalments as Values[] | undefined) ?? []), ...rows],
  };
}

/** What the server finds on the terms as they are being written; asked a moment after the last word. */
export function useFindings(values: Values, terms: Terms): Finding[] {
  const [found, setFound] = useState<Finding[]>([]);
  const instalments = ((values.instalments as Values[] | undefined) ?? [])
    .filter((row) => row.dueOn)
    .map(({ [terms.payer]: payerId, [terms.payee]: payeeId, what, amountFen, dueOn, doneNow }) => ({
      payerId,
      payeeId,
      what,
      amountFen,
      dueOn,
      doneNow,
    }));
  const body = JSON.stringify({
    form: values.form,
    text: values.text,
    category: terms.category,
    late: terms.late || undefined,
    instalments,
  });
  const empty = !values.text && instalments.length === 0;
  useEffect(() => {
    let late = false;
    const timer = setTimeout(async () => {
      const answer = empty
        ? { findings: [] }
        : await ask<{ findings: Finding[] }>('/api/terms/look', { body: JSON.parse(body) }).catch(() => undefined);
      if (!late && answer) setFound(answer.findings);
    }, 500);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [body, empty]);
  return found;
}
