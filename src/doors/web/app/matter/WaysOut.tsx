import { Modal } from 'antd';
import { useState } from 'react';
import { say, sayName } from '../../../../ground/ui/say.ts';
import type { Move } from '../api.ts';

type Way = NonNullable<Move['wayOut']>;
const ways: Array<[Way, string]> = [
  ['continue', '继续调解'],
  ['change', '换人/换方式'],
  ['leave', '退出调解'],
  ['court', '去法院（并拿走材料包）'],
];
const whyNot: Record<Way, string> = {
  continue: '现在不在调解中，没有可以继续的调解。',
  change: '现在还没有定下调解员和方式，不需要更换。',
  leave: '现在不在调解中，不需要退出。',
  court: '去法院这条路一直开着：这件事已在法院，或您的岗位不能代记。',
};

/** The four ways out: always here, always the same size. None of them is harder to find than another. */
export function WaysOut({ moves, choose }: { moves: Move[]; choose: (move: Move) => void }) {
  const [asked, setAsked] = useState<Way>();
  const of = (way: Way) => moves.filter((m) => m.wayOut === way);
  const take = (way: Way) => {
    const open = of(way).filter((m) => !m.closed);
    if (open.length === 1) choose(open[0]!);
    else setAsked(way);
  };
  const name = ways.find(([way]) => way === asked)?.[1] ?? '';
  const found = asked ? of(asked) : [];
  return (
    <nav className="ways-out" aria-label={say('当事人的四条路')}>
      {ways.map(([way, zh]) => {
        const open = of(way).some((m) => !m.closed);
        return (
          <button key={way} type="button" className="btn" aria-disabled={!open || undefined} onClick={() => take(way)}>
            {say(zh)}
          </button>
        );
      })}
      <Modal open={asked !== undefined} title={say(name)} footer={null} onCancel={() => setAsked(undefined)} destroyOnHidden>
        {found.length === 0 && <p>{asked && say(whyNot[asked])}</p>}
        <div className="stack tight">
          {found.map((m) =>
            m.closed ? (
              <p key={m.command} className="faint">
                {sayName(m.zh, 'move')}：{m.closed}
              </p>
            ) : (
              <button
                key={m.command}
                type="button"
                className="btn"
                onClick={() => {
                  setAsked(undefined);
                  choose(m);
                }}
              >
                {sayName(m.zh, 'move')}
              </button>
            ),
          )}
        </div>
      </Modal>
    </nav>
  );
}
