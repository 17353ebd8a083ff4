import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterCommands } from '../../src/centre.ts';
import { type Finding, verifyTenant } from '../../src/doors/cli/verify.ts';
import { tick } from '../../src/doors/clock/index.ts';
import { Refusal } from '../../src/ground/refusal/index.ts';
import { clocksAfter, setLaw, standingLaw } from '../../src/registers/matters/clocks.ts';
import { openness } from '../../src/registers/matters/command.ts';
import type { ClockRow } from '../../src/registers/matters/model.ts';
import type { PastEffects } from '../../src/registers/matters/store.ts';
import { type LedgerKeys, ledgerKeys } from '../../src/support/ledger/keys.ts';
import { sequence } from '../../src/support/ledger/store.ts';
import { type County, contacts, county, TENANT } from './county.ts';
import { bring, inputs, shortStates, ways } from './lives.ts';

const HOUR = 3_600_000;
const ALONE = new Set(['matters.link', 'matters.attach', 'intake.undoImport']);
let here: County;
let keys: LedgerKeys;
beforeAll(async () => {
  here = await county();
  keys = ledgerKeys(path.join(here.folder, 'ledger-keys'));
});
afterAll(() => here?.close());

/** One lawful step, chosen by two numbers among all that are open to somebody now; `undefined` where it is refused for its facts. */
async function step(id: string, who: number, what: number): Promise<string | undefined> {
  const found = await here.seen(id);
  const people = [...contacts, 'safety2', 'triage2'].map((role) => here.inTouch(role));
  const open = matterCommands.flatMap((command) =>
    people
      .filter((actor) => !ALONE.has(command.name) && openness(command, found.matter, actor) === 'open')
      .map((actor) => ({ command, actor })),
  );
  const names = [...new Set(open.map(({ command }) => command.name))];
  const name = names[what % names.length]!;
  const mine = open.filter(({ command }) => command.name === name);
  try {
    await here.perform(mine[who % mine.length]!.actor, name, inputs[name]!(found, here), id, { quiet: true });
    return name;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'centre.busy') throw error;
    return undefined;
  }
}

const plain = ({ code, subject, startedAt, dueAt, certain, state, metAt, onTime }: ClockRow) => ({
  code,
  subject,
  startedAt: startedAt.toISOString(),
  dueAt: dueAt?.toISOString() ?? null,
  certain,
  state,
  metAt: metAt?.toISOString() ?? null,
  onTime,
});
const inOrder = (rows: readonly ClockRow[]) =>
  rows.map(plain).sort((a, b) => `${a.code}${a.subject}`.localeCompare(`${b.code}${b.subject}`));

/** The clocks as they stand, and as all recorded events give them; the owner reads every lane. */
async function bothClocks(id: string) {
  const past = await here.db.look<PastEffects>(
    `select id, at, clocks from event_detail where matter_id = $1 and clocks <> '[]' order by at, id`,
    [id],
  );
  const [last] = await here.db.look<{ at: Date }>(`select max(at) as at from event_detail where matter_id = $1`, [id]);
  const { matter, clocks } = await here.seen(id);
  return {
    stored: inOrder(clocks),
    worked: inOrder(clocksAfter([...past, { id: 'last', at: last!.at, clocks: [] }], standingLaw(), matter).rows),
  };
}

const moves = fc.array(fc.tuple(fc.nat(999), fc.nat(999), fc.constantFrom(0, 1, 30, 80, 300), fc.boolean()), {
  minLength: 6,
  maxLength: 16,
});
const seenCommands = new Set<string>();

describe('时限由留痕算出', () => {
  test('随便怎样合法地走，从留痕重新算出的时限和存着的一样', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(ways)), moves, async (state, steps) => {
        const id = await bring(here, state);
        for (const [who, what, hours, look] of steps) {
          here.later(hours * HOUR + 1000);
          if (look) await tick(here.centre, TENANT);
          const name = await step(id, who, what);
          if (name) seenCommands.add(name);
        }
        const { stored, worked } = await bothClocks(id);
        expect(stored).toEqual(worked);
      }),
      { numRuns: 24 },
    );
    expect(seenCommands.size).toBeGreaterThan(25);
  }, 120_000);

  test('存着的时限被改动，马上发现；法律被收紧，也算得不一样', async () => {
    const id = await bring(here, 'MEDIATING');
    await here.db.look(`update clock set due_at = due_at + interval '1 day' where matter_id = $1 and code = 'D05'`, [id]);
    const { stored, worked } = await bothClocks(id);
    expect(stored).not.toEqual(worked);
    const law = standingLaw();
    const other = await bring(here, 'MEDIATING');
    setLaw({ ...law, rulesOf: (code, on) => (code === 'D05' ? law.rulesOf('D07', on) : law.rulesOf(code, on)) });
    const tightened = await bothClocks(other);
    setLaw(law);
    expect(tightened.stored).not.toEqual(tightened.worked);
  });

  test('延期：要各方签字、到期之前、最长六十天', async () => {
    const id = await bring(here, 'MEDIATING');
    const { parties, clocks } = await here.seen(id);
    const signedBy = parties.map((party) => party.id);
    const due = clocks.find(({ code }) => code === 'D05')!.dueAt!;
    const day = (days: number) => new Date(due.getTime() + days * 24 * HOUR).toISOString().slice(0, 10);
    const ask = (until: string, by = signedBy) => here.try(here.as('mediator'), 'mediation.extend', { until, signedBy: by }, id);
    expect(await ask(day(59))).toBe('done');
    expect(await ask(day(70))).toBe('mediation.tooFar');
    expect(await ask(day(20), signedBy.slice(1))).toBe('mediation.notEveryone');
    here.at(new Date(due.getTime() + HOUR));
    expect(await ask(day(20))).toBe('mediation.late');
  });
});

describe('走过以后，账核对得上；动了一个字节，指得出是哪一条', () => {
  const verify = (): Promise<Finding> =>
    verifyTenant({ admin: here.db.admin, keys } as Parameters<typeof verifyTenant>[0], TENANT);
  beforeAll(async () => {
    for (const state of shortStates) await bring(here, state);
    const key = keys.of({ code: String(TENANT) });
    while ((await sequence(here.store, TENANT, key)) > 0);
  });
  const pick = async () =>
    (
      await here.db.look<{ event_id: string; index: number }>(
        `select event_id, index from ledger_position where index = (select max(index) / 2 from ledger_position)`,
      )
    )[0]!;

  test('全部相符', async () => {
    const { ok, size, checkedRows, firstDivergence } = await verify();
    expect(firstDivergence).toBeUndefined();
    expect(ok).toBe(true);
    expect(size).toBeGreaterThan(50);
    expect(checkedRows).toBeGreaterThan(30);
  });

  test.each([
    [
      '账目里翻一个位',
      `update ledger_event set entry = set_byte(entry, 20, get_byte(entry, 20) # 1) where id = $1`,
      `update ledger_event set entry = set_byte(entry, 20, get_byte(entry, 20) # 1) where id = $1`,
    ],
    [
      '删掉一条',
      `with gone as (delete from ledger_event where id = $1 returning *) insert into kept select * from gone`,
      `with back as (delete from kept where id = $1 returning *) insert into ledger_event select * from back`,
    ],
    [
      '改一条明细',
      `update event_detail set data = data || '{"x": 1}' where id = $1`,
      `update event_detail set data = data - 'x' where id = $1`,
    ],
    [
      '改时限的一笔',
      `update event_detail set clocks = clocks || '[{"code": "D05", "kind": "starts"}]' where id = $1`,
      `update event_detail set clocks = clocks - (jsonb_array_length(clocks) - 1) where id = $1`,
    ],
  ])('%s', async (_, harm, mend) => {
    await here.db.look('create table if not exists kept (like ledger_event)');
    const { event_id, index } = await pick();
    await here.db.look(harm, [event_id]);
    expect(await verify()).toMatchObject({ ok: false, firstDivergence: { index: Number(index) } });
    await here.db.look(mend, [event_id]);
    expect((await verify()).ok).toBe(true);
  });

  test('改一行记录，指出封它的那一条', async () => {
    const [row] = await here.db.look<{ id: string; name: string; index: number }>(
      `select p.id, p.name, l.index from party p join ledger_position l on l.event_id = p.sealed_by where p.name is not null order by l.index limit 1`,
    );
    await here.db.look(`update party set name = '改了' where id = $1`, [row!.id]);
    const found = await verify();
    expect(found).toMatchObject({ ok: false, firstDivergence: { index: Number(row!.index) } });
    expect(found.firstDivergence!.what).toContain(row!.id);
    await here.db.look(`update party set name = $2 where id = $1`, [row!.id, row!.name]);
    expect((await verify()).ok).toBe(true);
  });
});
