import { int, pick, type Rng, weighted } from './chance.ts';
import type { Settlement } from './narratives.ts';

export type Fate =
  | 'registered'
  | 'screening'
  | 'notAccepted'
  | 'referred'
  | 'accepted'
  | 'consent'
  | 'assigned'
  | 'mediating'
  | 'suspended'
  | 'signing'
  | 'effective'
  | 'closed'
  | 'archived'
  | 'terminated'
  | 'court'
  | 'withdrawn'
  | 'answered'
  | 'safetyHeld';

export type StepName =
  | 'open'
  | 'decline'
  | 'refer'
  | 'accept'
  | 'askConsent'
  | 'agreeToMediate'
  | 'assign'
  | 'firstSession'
  | 'session'
  | 'suspend'
  | 'resume'
  | 'settle'
  | 'sign'
  | 'pay'
  | 'applyConfirmation'
  | 'terminate'
  | 'goToCourt'
  | 'withdraw'
  | 'followUp'
  | 'close'
  | 'archive'
  | 'answer'
  | 'holdSafety';

export interface Step {
  do: StepName;
  at: Date;
  /** Yuan, of a payment. */
  amount?: number;
  /** Why it ended, was declined or stands still, in the words of who said it. */
  words?: string;
}
export interface Life {
  steps: Step[];
  fate: Fate;
  /** Made over tea in one sitting and recorded on one page (row 1a). */
  onTheSpot: boolean;
}

const stateAfter: Partial<Record<StepName, Fate>> = {
  open: 'screening',
  decline: 'notAccepted',
  refer: 'referred',
  accept: 'accepted',
  askConsent: 'consent',
  assign: 'assigned',
  firstSession: 'mediating',
  suspend: 'suspended',
  resume: 'mediating',
  settle: 'signing',
  sign: 'effective',
  terminate: 'terminated',
  goToCourt: 'court',
  withdraw: 'withdrawn',
  close: 'closed',
  archive: 'archived',
  answer: 'answered',
  holdSafety: 'safetyHeld',
};

/** Whose way a life takes, and what it holds. */
export interface Course {
  kind: 'dispute' | 'short' | 'elsewhere' | 'safety';
  /** Said to be in danger: held at once, whatever else happens. */
  danger: boolean;
  settlement: Settlement | null;
  refusals: string[];
  instant: boolean;
  slow: boolean;
}

/** Lives a matter from `start` and stops at `now`: what has not happened yet is not told. Pure. */
export function live(rng: Rng, start: Date, now: Date, course: Course): Life {
  const story = new Story(rng, start, course);
  const onTheSpot = course.kind === 'dispute' && course.settlement !== null && rng() < 0.1;
  if (course.kind === 'short') shortPath(story);
  else if (course.kind === 'elsewhere') elsewhere(story);
  else if (course.kind === 'safety') held(story);
  else if (onTheSpot) spot(story);
  else wholePath(story);
  const steps = story.steps.filter((step) => step.at <= now);
  const last = [...steps].reverse().find((step) => stateAfter[step.do]);
  return { steps, fate: (last && stateAfter[last.do]) ?? 'registered', onTheSpot };
}

class Story {
  steps: Step[] = [];
  readonly rng: Rng;
  readonly course: Course;
  private at: Date;
  constructor(rng: Rng, start: Date, course: Course) {
    this.rng = rng;
    this.course = course;
    this.at = start;
  }
  /** The next step, some hours later, moved into working hours; a slow matter takes three to five times as long. */
  then(step: StepName, from: number, to: number, more: Partial<Step> = {}): this {
    const hours = (from + this.rng() ** 1.7 * (to - from)) * (this.course.slow ? 3 + 2 * this.rng() : 1);
    const wanted = new Date(this.at.getTime() + hours * 3_600_000);
    this.at = hours < 1 ? wanted : inWorkingHours(wanted, this.rng);
    this.steps.push({ do: step, at: this.at, ...more });
    return this;
  }
  chance(share: number): boolean {
    return this.rng() < share;
  }
  refusal(): string {
    return this.course.refusals.length ? pick(this.rng, this.course.refusals) : '一方不愿继续';
  }
}

function shortPath(story: Story) {
  if (story.course.danger) return void story.then('holdSafety', 0.02, 0.2).then('answer', 0.2, 2);
  if (story.chance(0.14)) return void story.then('refer', 0.2, 7);
  if (story.chance(0.05)) return; // left lying: it shows up as overdue
  story.then('answer', story.course.instant ? 0.05 : 0.4, story.course.instant ? 0.4 : 16);
  if (story.chance(0.8)) story.then('close', 20, 96);
}

function elsewhere(story: Story) {
  story.then('open', 0.5, 8);
  story.then(story.chance(0.55) ? 'decline' : 'refer', 0.5, 18, { words: story.refusal() });
}

function held(story: Story) {
  story.then('holdSafety', 0.05, 0.5);
}

/** Agreed at the kitchen table: the states are passed in one sitting. */
function spot(story: Story) {
  for (const step of ['open', 'accept', 'askConsent', 'agreeToMediate', 'assign', 'firstSession', 'settle', 'sign'] as const) story.then(step, 0.02, 0.3);
  afterwards(story);
}

function wholePath(story: Story) {
  if (story.chance(0.03)) return;
  story.then('open', 0.3, 9);
  if (story.chance(0.02)) return;
  const screened = weighted(story.rng, { accept: 86, decline: 3, refer: 7, withdraw: 4 });
  story.then(screened, 0.5, 18, screened === 'decline' ? { words: story.refusal() } : {});
  if (screened !== 'accept') return;
  story.then('askConsent', 1, 60);
  if (story.chance(0.13)) return ending(story, 6, 90);
  story.then('agreeToMediate', 2, 80).then('assign', 1, 40).then('firstSession', 10, 120);
  if (story.chance(0.06)) story.then('suspend', 20, 120, { words: pick(story.rng, ['等伤残鉴定', '等测绘结果', '一方外出务工', '等总包核账']) }).then('resume', 140, 480);
  for (let more = int(story.rng, 0, 2); more > 0; more--) story.then('session', 24, 140);
  if (!story.course.settlement || story.chance(0.41)) return ending(story, 12, 200);
  story.then('settle', 2, 120).then('sign', 0.3, 40);
  afterwards(story);
}

function ending(story: Story, from: number, to: number) {
  story.then(story.chance(0.2) ? 'goToCourt' : 'terminate', from, to, { words: story.refusal() });
  if (story.chance(0.85)) story.then('close', 4, 120);
  if (story.chance(0.8)) story.then('followUp', 330, 400).then('archive', 24, 400);
}

/** Payments fall due by the calendar; about one promise in eight is broken and nothing more is paid. */
function afterwards(story: Story) {
  const parts = story.course.settlement?.instalments ?? [];
  if (parts.length > 1 && story.chance(0.35)) story.then('applyConfirmation', 20, 400);
  for (const [at, part] of parts.entries()) {
    if (story.chance(at === 0 ? 0.05 : 0.1)) return;
    story.then('pay', at === 0 ? 0.1 : 640, at === 0 ? 30 : 740, { amount: part.amount });
  }
  story.then('followUp', 150, 220).then('close', 2, 60).then('archive', 24, 500);
}

/** Desks work 8:30–17:30 from Monday to Friday; what falls outside waits for the next working morning. */
function inWorkingHours(at: Date, rng: Rng): Date {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  const minutes = local.getUTCHours() * 60 + local.getUTCMinutes();
  const weekday = local.getUTCDay();
  if (weekday > 0 && weekday < 6 && minutes >= 510 && minutes < 1050) return at;
  const ahead = minutes < 510 && weekday > 0 && weekday < 6 ? 0 : weekday === 5 ? 3 : weekday === 6 ? 2 : 1;
  const day = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + ahead));
  return new Date(day.getTime() - 8 * 3_600_000 + (510 + int(rng, 0, 220)) * 60_000 + int(rng, 0, 59) * 1000);
}
