import { type Centre, commandNamed } from '../src/centre.ts';
import type { People } from '../src/doors/cli/people.ts';
import { clockActor, tick } from '../src/doors/clock/index.ts';
import { dayInChina } from '../src/ground/clock/index.ts';
import type { Actor } from '../src/ground/command/index.ts';
import { Refusal } from '../src/ground/refusal/index.ts';
import { sql } from '../src/ground/store/index.ts';
import { TALKS } from '../src/registers/matters/readers.ts';
import { type Aggregate, loadMatter } from '../src/registers/matters/store.ts';
import { gatesOn } from '../src/support/deadlines/index.ts';
import { expectationsOf } from './expect.ts';
import { CLOCK, msAfter, type Step, type Story, type Told } from './story.ts';

/** Where a story is told: a centre whose store reads `clock.now`, and its people. */
export interface Stage {
  centre: Centre;
  tenantId: number;
  people: People;
  clock: { now: Date };
}

export interface Notice {
  id: string;
  title: string;
  body: string;
  way: string;
  partyId: string | null;
  staffId: string | null;
}

/** The matter as it lies on the table. */
export interface Lying extends Aggregate {
  notices: Notice[];
}

/** One step as it went. */
export interface Played {
  step: Step;
  at: Date;
  actor: Actor;
  times: number;
  before: Lying | undefined;
  after: Lying;
  refusal: Refusal | undefined;
  moves: readonly { command: string; closed: string | null }[];
}

interface Options {
  began: Date;
  /** False: only told, as the demo does on days with other holidays; a step that is refused against the story ends it. */
  check?: boolean;
}

/** Tells a story from its first step to its last through the real commands. A step that goes otherwise than told is an error in words. */
export async function runStory(stage: Stage, story: Story, { began, check = true }: Options): Promise<Played[]> {
  const played: Played[] = [];
  stage.clock.now = new Date(began);
  for (const [at, step] of story.steps.entries()) {
    stage.clock.now = new Date(stage.clock.now.getTime() + msAfter(step.after));
    const one = await play(stage, story, step, played.at(-1)?.after);
    played.push(one);
    const wrong = expectationsOf(one, check);
    if (wrong.length > 0) throw new Error(`《${story.title}》第${at + 1}步（${step.does}）：${wrong.join('；')}`);
  }
  return played;
}

async function play(stage: Stage, story: Story, step: Step, before: Lying | undefined): Promise<Played> {
  if (step.who !== CLOCK && !story.who.includes(step.who)) throw new Error(`《${story.title}》的人物里没有 ${step.who}`);
  const actor = step.who === CLOCK ? clockActor(stage.tenantId) : stage.people.account(step.who);
  const { id, refusal, times } = await act(stage, step, actor, before);
  const after = await lying(stage, id ?? before?.matter.id ?? '');
  if (!after) throw new Error(`《${story.title}》：${refusal ? refusal.message : '没有登记出事项'}（${step.does}）`);
  const moves = step.expect?.open || step.expect?.shut ? await movesFor(stage, actor, after.matter.id) : [];
  return {
    step,
    at: new Date(stage.clock.now),
    actor,
    times,
    before: id && id !== before?.matter.id ? undefined : before,
    after,
    refusal,
    moves,
  };
}

interface Acted {
  times: number;
  id?: string;
  refusal?: Refusal;
}

async function act(stage: Stage, step: Step, actor: Actor, lies: Lying | undefined): Promise<Acted> {
  if (!step.command) {
    while ((await tick(stage.centre, stage.tenantId)) > 0);
    return { times: 1 };
  }
  const input = typeof step.input === 'function' ? step.input(toldBy(stage, lies)) : (step.input ?? {});
  const list = Array.isArray(input) ? input : [input];
  let id = commandNamed(step.command)?.on === 'matter' ? lies?.matter.id : undefined;
  try {
    for (const one of list)
      id = (await stage.centre.perform(stage.tenantId, actor, { command: step.command, id, input: one })).id ?? id;
    return { times: list.length, id };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { times: list.length, id, refusal: error };
  }
}

function toldBy({ clock, people }: Stage, lies: Lying | undefined): Told {
  const now = clock.now;
  const found = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`故事里还没有 ${what}`);
    return value;
  };
  return {
    now,
    day: (after) => dayInChina(new Date(now.getTime() + after * 86_400_000)),
    party: (name) => found(lies?.parties.find((party) => party.name === name)?.id, name),
    present: () => (lies?.parties ?? []).filter((party) => !party.goneAt),
    instalment: (seq) =>
      found(
        lies?.instalments.find((part) => part.seq === seq),
        `第${seq}期`,
      ),
    organisation: (key) => found(people.organisation(key), key),
    staff: (account) => people.account(account).id,
    gate: (but = {}) => ({ ...Object.fromEntries(gatesOn(dayInChina(now)).map(({ code }) => [code, 'no'])), ...but }),
  };
}

/** The teller knows more than anybody in the story: also what was said in mediation. */
const teller = (tenantId: number): Actor => ({ ...clockActor(tenantId), sees: [...clockActor(tenantId).sees, TALKS] });

const lying = ({ centre, tenantId }: Stage, id: string): Promise<Lying | undefined> =>
  centre.run(tenantId, teller(tenantId), async (work) => {
    const found = await loadMatter(work, id, false);
    if (!found) return undefined;
    const notices = await work.ask<Notice>(
      sql`select id, title, body, way, party_id, staff_id from notice where tenant_id = ${tenantId} and matter_id = ${id} order by id`,
    );
    return { ...found, notices };
  });

const movesFor = ({ centre, tenantId }: Stage, actor: Actor, id: string): Promise<Played['moves']> =>
  centre.run(tenantId, actor, async (work) => ((await centre.present(work, actor, id)).moves ?? []) as Played['moves']);
