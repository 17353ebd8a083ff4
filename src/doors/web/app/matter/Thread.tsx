import { useState } from 'react';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { ThreadEntry } from '../api.ts';
import { ProofWindow } from './Proof.tsx';

type Sort = 'said' | 'done' | 'promised' | 'missed' | 'kept';
const sorts: Record<Sort, { zh: string; sign: string }> = {
  said: { zh: '说过的', sign: '言' },
  done: { zh: '办过的', sign: '办' },
  promised: { zh: '答应的', sign: '诺' },
  missed: { zh: '误了的', sign: '误' },
  kept: { zh: '做到的', sign: '✓' },
};

const sortOf = (entry: ThreadEntry): Sort => {
  const told = entry.data?.sort;
  if (typeof told === 'string' && told in sorts) return told as Sort;
  if (/late|missed|lapsed|expired|breached|overdue/i.test(entry.kind)) return 'missed';
  if (/performed|kept|done$|closed|archived|effective/i.test(entry.kind)) return 'kept';
  if (/agreed|terms|promised|accepted/i.test(entry.kind)) return 'promised';
  if (/received|consent|said|noted|told|asked|words/i.test(entry.kind)) return 'said';
  return 'done';
};

/** One timeline from the ledger, the latest first; every entry can be proven. */
export function Thread({ thread }: { thread: ThreadEntry[] }) {
  const [sort, setSort] = useState('');
  const [who, setWho] = useState('');
  const [proof, setProof] = useState<ThreadEntry>();
  const people = [...new Set(thread.map((e) => e.actor ?? e.role).filter(Boolean))];
  const rows = thread
    .filter((e) => (!sort || sortOf(e) === sort) && (!who || (e.actor ?? e.role) === who))
    .sort((a, b) => b.at.localeCompare(a.at));
  return (
    <section className="card" aria-labelledby="thread-title">
      <div className="head">
        <h2 id="thread-title">{say('经过')}</h2>
        <span className="small faint">{say('{{n}}条，都在账本里', { n: thread.length })}</span>
      </div>
      {thread.length > 4 && (
        <div className="twin no-print" style={{ marginBottom: 12 }}>
          <select className="input" aria-label={say('只看哪一类')} value={sort} onChange={(e) => setSort(e.target.value)}>
            <option value="">{say('所有经过')}</option>
            {Object.entries(sorts).map(([key, s]) => (
              <option key={key} value={key}>
                {say(s.zh)}
              </option>
            ))}
          </select>
          <select className="input" aria-label={say('只看谁')} value={who} onChange={(e) => setWho(e.target.value)}>
            <option value="">{say('所有人')}</option>
            {people.map((p) => (
              <option key={p} value={p}>
                {p}
              </option>
            ))}
          </select>
        </div>
      )}
      {rows.length === 0 && <p className="soft">{say('没有这一类的经过。')}</p>}
      <ol className="thread-list">
        {rows.map((e) => (
          <li key={e.id}>
            <span className={`thread-mark ${sortOf(e)}`} title={say(sorts[sortOf(e)].zh)} aria-hidden="true">
              {sorts[sortOf(e)].sign}
            </span>
            <p className="thread-words">
              <span>{e.zh}</span>
              <SealButton prove={() => setProof(e)} />
            </p>
            <p className="small faint">
              <When at={e.at} /> · {[e.actor, e.role && sayName(e.role, 'role')].filter(Boolean).join(' · ')}{' '}
              {e.lane === 'safety' && <span className="word danger">{say('安全，只有复核员可见')}</span>}
            </p>
          </li>
        ))}
      </ol>
      {proof && <ProofWindow eventId={proof.id} zh={proof.zh} close={() => setProof(undefined)} />}
    </section>
  );
}

const SealButton = ({ prove }: { prove: () => void }) => (
  <button type="button" className="seal no-print" aria-label={say('查证这一条')} title={say('查证这一条')} onClick={prove}>
    {say('证')}
  </button>
);
