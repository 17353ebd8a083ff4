import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { Money } from '../../../../ground/ui/Money.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { sayDay, sayWhen } from '../../../../ground/ui/when.ts';
import { callOffer, isLapsed } from '../matter/Offers.tsx';
import { useTheMatter } from './context.ts';

/** Which of the promised parts: the open ones, the next due first. */
export function InstalmentField(p: WidgetProps) {
  const parts = (useTheMatter()?.instalments ?? []).filter((i) => i.state === 'DUE' || i.state === 'BREACHED');
  if (parts.length === 0) return <p className="hint">{say('没有待履行的。')}</p>;
  return (
    <div className="choices lines">
      {parts.map((i) => (
        <label key={i.id}>
          <input type="radio" name={p.id} checked={p.value === i.id} onChange={() => p.set(i.id)} />
          <span>
            {i.what} <Money fen={i.amountFen} /> <span className="small faint">{sayDay(i.dueOn)}</span>
          </span>
        </label>
      ))}
    </div>
  );
}

export function HandoverField(p: WidgetProps) {
  const rows = useTheMatter()?.handovers ?? [];
  return (
    <div className="choices lines">
      {rows.map((h) => (
        <label key={h.id}>
          <input type="radio" name={p.id} checked={p.value === h.id} onChange={() => p.set(h.id)} />
          {h.reason ?? say('移交')} <span className="small faint">{sayWhen(h.sentAt)}</span>
        </label>
      ))}
    </div>
  );
}

/** Which of the offers that still lie on the table. */
export function OfferField(p: WidgetProps) {
  const view = useTheMatter();
  const open = (view?.offers ?? []).filter((one) => one.state === 'open');
  if (open.length === 0) return <p className="hint">{say('没有还在谈的方案。')}</p>;
  return (
    <div className="choices lines">
      {open.map((one) => (
        <label key={one.id}>
          <input type="radio" name={p.id} checked={p.value === one.id} onChange={() => p.set(one.id)} />
          <span>
            {callOffer(view, one)}：{one.what} <Money fen={one.amountFen} />
            {isLapsed(one) && <span className="word">{say('已过期')}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
