import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { Money } from '../../../../ground/ui/Money.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { sayDay, sayWhen } from '../../../../ground/ui/when.ts';
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
