import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Rate } from '../../../../ground/ui/Rate.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { sayWhen } from '../../../../ground/ui/when.ts';
import type { JoiningFigures, JoiningLine } from '../api.ts';
import { ask } from '../http.ts';

const reasons: Array<[keyof JoiningLine, string]> = [
  ['refused', '不同意或去了法院'],
  ['notNow', '说现在不谈'],
  ['unreachable', '联系不上'],
  ['lapsed', '没有答复，期满或另行结束'],
];

/** Of those who were invited, how many came, and what the others said: by committee, never by mediator. */
export function Joining() {
  const [all, setAll] = useState(false);
  const { data } = useQuery({ queryKey: ['joining'], queryFn: () => ask<JoiningFigures>('/api/mediation/joining') });
  if (!data || data.all.invited === 0) return null;
  const counted = (line: JoiningLine) => line.invited - line.open;
  return (
    <section className="card" aria-labelledby="joining-title">
      <div className="head">
        <h2 id="joining-title">{say('邀请到了多少')}</h2>
        <span className="small faint">{say('{{when}}以来发出的邀请', { when: sayWhen(data.since) })}</span>
      </div>
      <dl className="facts">
        <dt>{say('来谈的（占已有结果的被邀请人）')}</dt>
        <dd>
          <Rate n={data.all.joined} of={counted(data.all)} left={data.all.open} />
        </dd>
        {reasons.map(([key, zh]) => [
          <dt key={`${key}k`}>{say(zh)}</dt>,
          <dd key={`${key}v`} className="num">
            {say('{{n}}人', { n: data.all[key].toLocaleString('en-US') })}
          </dd>,
        ])}
      </dl>
      <table className="grid-table">
        <caption className="small soft">{say('按调委会')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('调委会')}</th>
            <th scope="col" className="num">
              {say('来谈的')}
            </th>
            <th scope="col" className="num">
              {say('还没有到期')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.lines.slice(0, all ? 200 : 6).map((line) => (
            <tr key={line.organisationId ?? 'none'}>
              <td>{line.zh}</td>
              <td className="num">
                <Rate n={line.joined} of={counted(line)} />
              </td>
              <td className="num">{line.open.toLocaleString('en-US')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && data.lines.length > 6 && (
        <button type="button" className="btn quiet slim" onClick={() => setAll(true)}>
          {say('看全部{{n}}个单位', { n: data.lines.length })}
        </button>
      )}
      <p className="small soft" style={{ marginTop: 8 }}>
        {say(
          '口径：被邀请的每一位算一次，同意过的算来谈；答复期没到的不计。不愿谈是当事人的权利，这里不分调解员，也不计入考核。',
        )}
      </p>
    </section>
  );
}
