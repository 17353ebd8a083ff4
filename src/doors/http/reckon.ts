import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '../../centre.ts';
import { dayInChina } from '../../ground/clock/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';
import { Book, calculatorNamed, forms, reckon } from '../../support/reckoning/index.ts';
import { clausesFor, compose, lawfulnessOn, lintTerms } from '../../support/terms/index.ts';
import { type Inside, signedIn } from './server.ts';

const ClauseAsked = z.object({
  code: z.string().max(60),
  values: z.record(z.string().max(40), z.union([z.string().max(500), z.number()])).default({}),
  /** How each party is called, by the id that stands in the values. */
  names: z.record(z.string().max(60), z.string().max(80)).default({}),
});
const Written = z.object({
  form: z.enum(['written', 'oral']).default('written'),
  text: z.string().max(8000).default(''),
  category: z.string().max(10).nullable().default(null),
  late: z.boolean().optional(),
  instalments: z
    .array(
      z.object({
        payerId: z.string().max(60).optional(),
        payeeId: z.string().max(60).optional(),
        what: z.string().max(500).default(''),
        amountFen: z.number().int().optional(),
        dueOn: z.iso.date(),
        doneNow: z.boolean().optional(),
      }),
    )
    .max(200)
    .default([]),
});

/** What is reckoned and looked over at the table. Nothing of it is kept: it answers and forgets. */
export function serveReckoning(app: FastifyInstance, { centre }: Inside): void {
  const within = <T>(request: Parameters<typeof signedIn>[0], changing: boolean, body: (work: Work) => Promise<T>) =>
    centre.run(request.tenantId, signedIn(request, changing), body);

  app.get('/api/reckon', async (request) =>
    within(request, false, async (work) => ({ calculators: forms(), parameters: (await bookOf(work)).rows })),
  );
  app.post('/api/reckon/:code', async (request) => {
    const { code } = request.params as { code: string };
    return within(request, true, async (work) => {
      const calculator = calculatorNamed(code);
      return reckon(calculator, parse(calculator.input, request.body), await bookOf(work));
    });
  });

  app.get('/api/terms/clauses', async (request) => {
    const { category } = request.query as { category?: string };
    return within(request, false, async ({ now }) => {
      const today = dayInChina(now);
      return { clauses: clausesFor(category ?? null, today), lawfulness: lawfulnessOn(today) };
    });
  });
  app.post('/api/terms/clause', async (request) =>
    within(request, true, async () => {
      const { code, values, names } = parse(ClauseAsked, request.body);
      return compose(code, values, names);
    }),
  );
  app.post('/api/terms/look', async (request) =>
    within(request, true, async ({ now }) => ({ findings: lintTerms({ ...parse(Written, request.body), on: dayInChina(now) }) })),
  );
}

/** The figures of the nation and of this county, for today. */
async function bookOf(work: Work): Promise<Book> {
  const row = await work.one<{ parameters: unknown[] | null }>(
    sql`select settings -> 'parameters' as parameters from centre where id = ${work.tenantId}`,
  );
  return new Book(row?.parameters ?? [], dayInChina(work.now));
}
