import { say } from './say.ts';

/** A share is never told alone (96.4%（2,741/2,843）); below thirty only the counts are. */
export function Rate({ n, of, left = 0 }: { n: number; of: number; left?: number }) {
  const count = `${n.toLocaleString('en-US')}/${of.toLocaleString('en-US')}`;
  const outside = left > 0 ? `，${say('未计{{n}}件', { n: left.toLocaleString('en-US') })}` : '';
  if (of === 0)
    return (
      <span className="soft">
        {say('还没有可算的')}
        {outside && `（${outside.slice(1)}）`}
      </span>
    );
  if (of < 30)
    return (
      <span className="num">
        {count}
        {outside && `（${outside.slice(1)}）`}
      </span>
    );
  return (
    <span className="num">
      <b>{((n / of) * 100).toFixed(1)}%</b>（{count}
      {outside}）
    </span>
  );
}
