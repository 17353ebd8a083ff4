import { z } from 'zod';
import { dayInChina } from '../../ground/clock/index.ts';
import { defineQuery, type Query } from '../../ground/command/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';
import { categoryOn } from '../../support/deadlines/index.ts';
import { atRiskOn, clauseOf, clauses, curveOf, FEWEST, type Observed } from './curve.ts';

interface Kept extends Observed {
  category: string | null;
  amountFen: number | null;
  parts: number;
}

/**
 * Every obligation whose day has come and that has a clock of its own, from its day: what was performed on the spot was never owed for a
 * day, and what is due later is not yet at risk. Kept early counts as kept on the day; released (免除) is known until its release.
 */
async function observed(work: Work): Promise<Kept[]> {
  const today = dayInChina(work.now);
  return work.ask<Kept>(sql`
    select greatest(0, (case when i.state in ('DONE', 'WAIVED') then coalesce(i.done_on, i.due_on) else ${today}::date end) - i.due_on)::int as days,
      i.state = 'DONE' as kept, m.category, i.amount_fen,
      (count(*) over (partition by i.matter_id, i.payer_id, i.payee_id))::int as parts
    from instalment i join matter m on m.tenant_id = i.tenant_id and m.id = i.matter_id
    where i.tenant_id = ${work.tenantId} and i.due_on <= ${today}::date and m.import_id is null
      and coalesce(i.how, '') not in ('当场履行', '另行协商')`);
}

const marks = [0, 7, 15, 30, 60, 90, 180];

function group(key: string, zh: string, rows: readonly Kept[]) {
  const enough = rows.length >= FEWEST;
  return {
    key,
    zh,
    n: rows.length,
    until: enough ? Math.max(...rows.map(({ days }) => days)) : 0,
    kept: enough ? rows.filter((row) => row.kept).length : null,
    points: enough ? curveOf(rows) : [],
    atRisk: enough ? marks.map((days) => ({ days, n: atRiskOn(rows, days) })) : [],
  };
}

const by = (rows: readonly Kept[], keyOf: (row: Kept) => string): Map<string, Kept[]> => {
  const groups = new Map<string, Kept[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

/** How promises are kept, by kind of clause and of dispute: of the whole county, never of a mediator or a person. */
export const curve = defineQuery({
  name: 'performance.curve',
  zh: '履行曲线',
  path: '/api/performance/curve',
  by: ['leader', 'auditor'],
  input: z.object({}),
  async run({ work }) {
    const rows = await observed(work);
    const on = dayInChina(work.now);
    const clause = by(rows, clauseOf);
    const category = by(rows, (row) => (row.category ? (categoryOn(row.category, on)?.stat ?? '其他') : '未定类型'));
    return {
      fewest: FEWEST,
      all: group('all', '全部', rows),
      clauses: Object.entries(clauses).map(([key, zh]) => group(key, zh, clause.get(key) ?? [])),
      categories: [...category].map(([key, own]) => group(key, key, own)).sort((a, b) => b.n - a.n),
    };
  },
});

export const queries = [curve] as unknown as readonly Query[];
