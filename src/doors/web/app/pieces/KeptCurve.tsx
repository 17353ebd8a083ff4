import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import type { CurveGroup, CurveView } from '../api.ts';
import { ask } from '../http.ts';
import { Loaded } from './Loaded.tsx';

const [WIDTH, HEIGHT, LEFT, BOTTOM, LAST] = [520, 180, 40, 24, 90];
const x = (days: number): number => LEFT + (Math.min(days, LAST) / LAST) * (WIDTH - LEFT - 8);
const y = (share: number): number => 8 + (1 - share) * (HEIGHT - BOTTOM - 8);
const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** A line that stays until the next step, as far as anything was still looked at; beyond the last day of the picture nothing is drawn. */
function stepsOf(group: CurveGroup, of: 'kept' | 'low' | 'high'): string {
  let path = `M${x(0)} ${y(0)}`;
  for (const point of group.points.filter(({ days }) => days <= LAST)) path += `H${x(point.days)}V${y(point[of])}`;
  return `${path}H${x(group.until)}`;
}
function bandOf(group: CurveGroup): string {
  const shown = group.points.filter(({ days }) => days <= LAST);
  const upper = stepsOf(group, 'high');
  let lower = '';
  for (const [at, point] of [...shown].reverse().entries()) {
    const before = shown[shown.length - 2 - at];
    lower += `L${x(at === 0 ? group.until : shown[shown.length - at]!.days)} ${y(point.low)}H${x(point.days)}V${y(before?.low ?? 0)}`;
  }
  return `${upper}${lower}Z`;
}

/** How promises are kept, from their day on: the share with its band and how many it stands on. Too few, and nothing is drawn. */
export function KeptCurve() {
  const view = useQuery({ queryKey: ['curve'], queryFn: () => ask<CurveView>('/api/performance/curve') });
  const [key, setKey] = useState('all');
  const id = useId();
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('答应的事，到期以后多久办到')}</h2>
      <Loaded of={view}>
        {(v) => {
          const groups = [v.all, ...v.clauses, ...v.categories];
          const group = groups.find((one) => one.key === key) ?? v.all;
          return (
            <div className="stack tight">
              <div className="field no-print" style={{ maxWidth: 280 }}>
                <label htmlFor={id}>{say('看哪一类')}</label>
                <select id={id} className="input" value={group.key} onChange={(e) => setKey(e.target.value)}>
                  {groups.map((one) => (
                    <option key={one.key} value={one.key}>
                      {say(one.zh)}（{one.n.toLocaleString('en-US')}）
                    </option>
                  ))}
                </select>
              </div>
              {group.kept === null ? (
                <p className="soft">{say('只有{{n}}项，不到{{least}}项不画。', { n: group.n, least: v.fewest })}</p>
              ) : (
                <Drawn group={group} />
              )}
              <p className="small soft">
                {say(
                  '从约定的日子算起；还没到期的不算，还没办到的算到今天，免除的算到免除那天。当场办完的和导入的不在内。阴影是95%的范围；项数是到那天还看得到的。',
                )}
              </p>
            </div>
          );
        }}
      </Loaded>
    </section>
  );
}

function Drawn({ group }: { group: CurveGroup }) {
  const at = (days: number) => group.points.filter((point) => point.days <= days).at(-1);
  return (
    <>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        style={{ width: '100%', maxWidth: 640 }}
        role="img"
        aria-label={say('履行曲线，数字见下表')}
      >
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(share)} y2={y(share)} stroke="var(--line)" />
            <text x={LEFT - 6} y={y(share) + 4} textAnchor="end" fontSize="12" fill="var(--ink-soft)">
              {percent(share)}
            </text>
          </g>
        ))}
        {[0, 30, 60, 90].map((days) => (
          <text key={days} x={x(days)} y={HEIGHT - 6} textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
            {days}
          </text>
        ))}
        {group.points.length > 0 && <path d={bandOf(group)} fill="var(--act-wash)" />}
        <path d={stepsOf(group, 'kept')} fill="none" stroke="var(--act)" strokeWidth="2" />
      </svg>
      <table className="grid-table">
        <caption className="unseen">{say('到期以后办到的比例')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('到期以后')}</th>
            <th scope="col" className="num">
              {say('已办到')}
            </th>
            <th scope="col" className="num">
              {say('项数')}
            </th>
          </tr>
        </thead>
        <tbody>
          {group.atRisk.map(({ days, n }) => (
            <tr key={days}>
              <td>{days === 0 ? say('当天') : say('{{n}}天', { n: days })}</td>
              <td className="num">{n === 0 ? say('看不到了') : sayShare(at(days))}</td>
              <td className="num">{n.toLocaleString('en-US')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const sayShare = (point: CurveGroup['points'][number] | undefined): string =>
  point ? `${percent(point.kept)}（${percent(point.low)}–${percent(point.high)}）` : '0%';
