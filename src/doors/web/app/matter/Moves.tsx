import { Cap } from '../../../../ground/ui/Keys.tsx';
import { useKeys } from '../../../../ground/ui/keys.ts';
import { say } from '../../../../ground/ui/say.ts';
import type { Move } from '../api.ts';

/** Only what is lawful now for me; the normal next one first. A closed one is shown with its reason. */
export function Moves({ moves, choose }: { moves: Move[]; choose: (move: Move) => void }) {
  const own = moves.filter((m) => !m.wayOut || m.wayOut === 'continue');
  const open = own.filter((m) => !m.closed).sort((a, b) => Number(b.primary) - Number(a.primary));
  const shut = own.filter((m) => m.closed);
  const letters = new Set<string>();
  const keyed = open.map((move) => {
    const key = move.key?.toLowerCase();
    const own = key && key.length === 1 && !'jkng?'.includes(key) && !letters.has(key) ? key : undefined;
    if (own) letters.add(own);
    return { move, key: own };
  });
  const first = open[0]?.primary ? open[0] : undefined;
  useKeys([
    ...keyed.flatMap(({ move, key }) => (key ? [{ key, zh: move.zh, run: () => choose(move) }] : [])),
    ...(first ? [{ key: 'enter', zh: first.zh, run: () => choose(first) }] : []),
  ]);
  return (
    <section className="card" aria-labelledby="moves-title">
      <h2 id="moves-title">{say('现在可以办')}</h2>
      {open.length === 0 && <p className="soft">{say('现在没有要您办的。轮到您时会出现在“我的待办”。')}</p>}
      {keyed.map(({ move, key }) => (
        <div className="move" key={move.command}>
          <button type="button" className={`btn ${move === first ? 'main' : ''}`} onClick={() => choose(move)}>
            {say(move.zh)} {move === first ? <Cap of="enter" /> : key ? <Cap of={key} /> : null}
          </button>
          <ul className="small soft">
            <li>
              {say('谁可以办：')}
              {move.by.map((b) => say(b)).join('、')}
            </li>
            {move.withinZh && (
              <li>
                {say('期限：')}
                {say(move.withinZh)}
              </li>
            )}
            {move.causes && (
              <li>
                {say('办了之后：')}
                {say(move.causes)}
              </li>
            )}
          </ul>
        </div>
      ))}
      {shut.length > 0 && (
        <details>
          <summary className="small">{say('暂时不能办的{{n}}项，为什么', { n: shut.length })}</summary>
          {shut.map((move) => (
            <div className="move shut" key={move.command}>
              <p>{say(move.zh)}</p>
              <p className="small">{move.closed}</p>
            </div>
          ))}
        </details>
      )}
    </section>
  );
}
