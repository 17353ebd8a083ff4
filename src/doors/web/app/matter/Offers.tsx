import { Money } from '../../../../ground/ui/Money.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { inChina, sayDay } from '../../../../ground/ui/when.ts';
import type { MatterView, Offer } from '../api.ts';

export const isLapsed = ({ state, until }: Offer): boolean =>
  state === 'open' && until !== null && until < inChina(new Date().toISOString()).format('YYYY-MM-DD');
export const callOffer = (view: MatterView | null, { fromId }: Offer): string =>
  fromId ? (view?.parties.find(({ id }) => id === fromId)?.name ?? say('（姓名未留）')) : say('调解员');

/** What lies on the table, newest first. Only the mediator who holds the matter gets these rows at all. */
export function Offers({ view }: { view: MatterView }) {
  const offers = view.offers ?? [];
  if (offers.length === 0) return null;
  return (
    <section className="card" aria-labelledby="offers-title">
      <h2 id="offers-title">{say('方案和还价')}</h2>
      <p className="small soft">{say('只有您看得到；不进卷宗，不进法院材料，不能当证据。')}</p>
      <ol className="plain">
        {[...offers].reverse().map((one) => (
          <li key={one.id} className="party">
            <p className="row tight">
              <span className="strong grow">
                {callOffer(view, one)}
                {one.answersId && <span className="word">{say('还价')}</span>}
              </span>
              <Money fen={one.amountFen} />
              <span className={`word ${one.state === 'accepted' ? 'kept' : ''}`}>
                {say(isLapsed(one) ? '已过期' : one.stateZh)}
              </span>
            </p>
            <p className="pre">{one.what}</p>
            {one.plan.length > 0 && (
              <ul className="small soft">
                {one.plan.map((part) => (
                  <li key={part.dueOn + String(part.amountFen)}>
                    {sayDay(part.dueOn)} <Money fen={part.amountFen} />
                  </li>
                ))}
              </ul>
            )}
            <p className="small faint">
              <When at={one.madeAt} />
              {one.until && ` · ${say('等到{{day}}', { day: one.until })}`}
              {one.words && ` · ${one.words}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
