import type { InstalmentRow, MatterRow, PartyRow } from '../src/registers/matters/model.ts';

/** How long after the step before: minutes, hours or days. */
export type After = `${number}m` | `${number}h` | `${number}d`;

type Machine = 'safety' | 'performance' | 'confirmation' | 'supervision' | 'fileState';

/** What must hold after a step. Nothing said here is only told: every line of it is checked when the story runs. */
export interface Expect extends Partial<Pick<MatterRow, Machine>> {
  /** The main state. */
  state?: string;
  /** The code of the refusal that this step must meet. */
  refused?: string;
  /** Words that must stand in a notice of this step, or in the refusal and its ways on. */
  says?: readonly string[];
  /** The latest paper of a kind: what its body must hold, and what it must not. */
  paper?: { kind: string; has?: readonly string[]; lacks?: readonly string[] };
  /** Moves that whoever acts finds open or closed afterwards. */
  open?: readonly string[];
  shut?: readonly string[];
  /** Deadlines that run on. */
  running?: readonly string[];
}

/** What a step may ask of the steps before it: ids, never more. */
export interface Told {
  now: Date;
  /** The civil day in China, so many days from now. */
  day(after: number): string;
  party(name: string): string;
  /** All who still take part. */
  present(): PartyRow[];
  instalment(seq: number): InstalmentRow;
  organisation(key: string): string;
  staff(account: string): string;
  /** Every question of the gate answered no, but those named. */
  gate(but?: Readonly<Record<string, 'yes' | 'no' | 'unknown'>>): Record<string, string>;
}

export interface Step {
  after?: After;
  /** An account of the demo county, or the clock, which acts by itself. */
  who: string;
  /** One sentence in Chinese: what happens between people. */
  does: string;
  /** Left out, the clock looks by itself. */
  command?: string;
  /** A list: the same command once for each. */
  input?: object | ((told: Told) => object | object[]);
  expect?: Expect;
}

export interface Story {
  key: string;
  title: string;
  /** What the story shows, in a sentence or two. */
  shows: string;
  who: readonly string[];
  steps: readonly Step[];
}

const LENGTH = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds from the step before. */
export const msAfter = (after: After | undefined): number =>
  after ? Number(after.slice(0, -1)) * LENGTH[after.at(-1) as keyof typeof LENGTH] : 0;

/** From the first step to the last, in milliseconds. */
export const lengthOf = (story: Story): number => story.steps.reduce((sum, step) => sum + msAfter(step.after), 0);

export const CLOCK = 'clock';
