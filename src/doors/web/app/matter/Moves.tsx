import { Cap } from '../../../../ground/ui/Keys.tsx';
import { useKeys } from '../../../../ground/ui/keys.ts';
import { say, sayName } from '../../../../ground/ui/say.ts';
import type { Move } from '../api.ts';

/** Moves that change no state and are nobody's next step: kept at hand, not in the way. */
const anytime = (move: Move): boolean => !move.primary && !move.within && move.to.length === 0;
const few = (roles: string[]): string =>
  roles.length <= 3
    ? roles.map((r) => sayName(r, 'role')).join('、')
    : say('{{some}}等{{n}}个岗位', {
        some: roles
          .slice(0, 2)
          .map((r) => sayName(r, 'role'))
          .join('、'),
        n: roles.length,
      });

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
    ...keyed.flatMap(({ move, key }) => (key ? [{ key, zh: sayName(move.zh, 'move'), run: () => choose(move) }] : [])),
    ...(first ? [{ key: 'enter', zh: sayName(first.zh, 'move'), run: () => choose(first) }] : []),
  ]);
  return (
    <section className="card" aria-labelledby="moves-title">
      <h2 id="moves-title" tabIndex={-1}>
        {say('现在可以办')}
      </h2>
      {open.length === 0 && <p className="soft">{say('现在没有要您办的。轮到您时会出现在“我的待办”。')}</p>}
      {keyed
        .filter(({ move }) => !anytime(move))
        .map(({ move, key }) => (
          <div className="move" key={move.command}>
            <button type="button" className={`btn ${move === first ? 'main' : ''}`} onClick={() => choose(move)}>
              {sayName(move.zh, 'move')} {move === first ? <Cap of="enter" /> : key ? <Cap of={key} /> : null}
            </button>
            <ul className="small soft">
              <li title={move.by.map((b) => say(b)).join('、')}>
                {say('谁可以办：')}
                {few(move.by)}
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
      {keyed.some(({ move }) => anytime(move)) && (
        <>
          <h3 className="small soft" style={{ margin: '8px 0' }}>
            {say('随时可以')}
          </h3>
          <div className="anytime">
            {keyed
              .filter(({ move }) => anytime(move))
              .map(({ move, key }) => (
                <button
                  key={move.command}
                  type="button"
                  className="btn slim"
                  title={say(move.causes)}
                  onClick={() => choose(move)}
                >
                  {sayName(move.zh, 'move')} {key && <Cap of={key} />}
                </button>
              ))}
          </div>
        </>
      )}
      {shut.length > 0 && (
        <details>
          <summary className="small">{say('暂时不能办的{{n}}项，为什么', { n: shut.length })}</summary>
          {shut.map((move) => (
            <div className="move shut" key={move.command}>
              <p>{sayName(move.zh, 'move')}</p>
              <p className="small">{move.closed}</p>
            </div>
          ))}
        </details>
      )}
    </section>
  );
}
