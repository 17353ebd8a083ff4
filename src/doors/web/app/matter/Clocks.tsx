import { say } from '../../../../ground/ui/say.ts';
import { Left, When } from '../../../../ground/ui/When.tsx';
import { Why } from '../../../../ground/ui/Why.tsx';
import type { Clock } from '../api.ts';
import { RuleText, useRules } from '../pieces/Promise.tsx';

const over: Record<string, [string, string]> = {
  met: ['✓ 按时做到', 'kept'],
  late: ['✕ 晚了才做到', 'danger'],
  cancelled: ['不再需要', ''],
  paused: ['暂停', 'soon'],
};

/** Every deadline that runs or ran, with its rule and article behind 为什么. */
export function Clocks({ clocks }: { clocks: Clock[] }) {
  const { data } = useRules();
  if (clocks.length === 0) return null;
  const zh = (code: string) => String(data?.deadlines.find((d) => d.code === code)?.zh ?? code);
  const running = (c: Clock) => !c.metAt && !/cancel|met|ended|closed/i.test(c.state);
  const sorted = [...clocks].sort(
    (a, b) => Number(running(b)) - Number(running(a)) || (a.dueAt ?? '').localeCompare(b.dueAt ?? ''),
  );
  return (
    <section className="card" aria-labelledby="clocks-title">
      <h2 id="clocks-title">{say('时限')}</h2>
      <ul className="plain stack tight">
        {sorted.map((c) => {
          const word = c.metAt
            ? over[c.onTime === false ? 'late' : 'met']
            : running(c)
              ? undefined
              : (over[c.state.toLowerCase()] ?? over.cancelled);
          return (
            <li key={`${c.code}-${c.subject}-${c.startedAt}`}>
              <div className="row tight">
                <span className="grow">{say(zh(c.code))}</span>
                {word ? (
                  <span className={`small ${word[1]}`}>{say(word[0])}</span>
                ) : c.dueAt && c.certain ? (
                  <Left dueAt={c.dueAt} />
                ) : (
                  <span className="word soon">{say('日期待定')}</span>
                )}
              </div>
              <p className="small faint">
                {c.metAt ? (
                  <When at={c.metAt} />
                ) : c.dueAt ? (
                  <>
                    {say('到')} <When at={c.dueAt} due />
                  </>
                ) : (
                  say('明年的工作日安排还没有公布')
                )}{' '}
                <Why>
                  <RuleText code={c.code} />
                </Why>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
