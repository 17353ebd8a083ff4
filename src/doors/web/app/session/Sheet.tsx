import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { Said } from './types.ts';

export const results: Record<string, string> = { agreed: '谈成了', not: '没有谈成', continue: '下次继续' };

/** What was written down, as it is read: lines by speaker, then the points. */
export function Sheet({ body }: { body: Said }) {
  const people = body.participants?.join('、') ?? body.present;
  return (
    <div className="stack tight">
      <p className="soft small">
        {body.at && <When at={body.at} full />}
        {body.place && ` · ${body.place}`}
        {people && ` · ${people}`}
      </p>
      {Array.isArray(body.said) ? (
        <ol className="plain stack tight">
          {body.said.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a finished record
            <li key={i} className="pre">
              <span className="strong">{line.who}：</span>
              {line.words}
            </li>
          ))}
        </ol>
      ) : (
        <p className="pre">{body.said}</p>
      )}
      {body.points && <p className="pre">{body.points}</p>}
      <PointsRead zh="谈成的" list={body.agreed} />
      <PointsRead zh="没谈成的" list={body.disputed} />
      <PointsRead zh="各方的提议" list={body.offers} />
      {body.result && (
        <p>
          {say('结果')}：{say(results[body.result] ?? body.result)}
        </p>
      )}
    </div>
  );
}

export function PointsRead({ zh, list }: { zh: string; list: string[] | undefined }) {
  if (!list || list.length === 0) return null;
  return (
    <div>
      <h3>{say(zh)}</h3>
      <ul>
        {list.map((point) => (
          <li key={point} className="pre">
            {point}
          </li>
        ))}
      </ul>
    </div>
  );
}
