import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { Party } from '../api.ts';
import { useTheMatter } from './context.ts';

export const callParty = (party: Party): string => `${say(party.sideZh)} ${party.name ?? say('（姓名未留）')}`;

/** One person of this matter. A collective matter has hundreds: then a list to type into. */
export function PartyField(p: WidgetProps) {
  const parties = useTheMatter()?.parties.filter((x) => !x.gone) ?? [];
  if (parties.length === 0) return <p className="hint">{say('这件事还没有登记当事人。')}</p>;
  if (parties.length > 8) {
    return (
      <select
        id={p.id}
        className="input"
        aria-label={say(p.schema.zh ?? '当事人')}
        value={String(p.value ?? '')}
        onChange={(e) => p.set(e.target.value || undefined)}
      >
        <option value="">{say('请选择')}</option>
        {parties.map((x) => (
          <option key={x.id} value={x.id}>
            {callParty(x)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <div className="choices lines">
      {parties.map((x) => (
        <label key={x.id}>
          <input type="radio" name={p.id} checked={p.value === x.id} onChange={() => p.set(x.id)} />
          {callParty(x)}
        </label>
      ))}
    </div>
  );
}

export function PartiesField(p: WidgetProps) {
  const parties = useTheMatter()?.parties.filter((x) => !x.gone) ?? [];
  const chosen = (Array.isArray(p.value) ? p.value : []) as string[];
  const flip = (id: string) => p.set(chosen.includes(id) ? chosen.filter((c) => c !== id) : [...chosen, id]);
  return (
    <div className="stack tight">
      {parties.length > 2 && (
        <div className="row tight">
          <button type="button" className="link small" onClick={() => p.set(parties.map((x) => x.id))}>
            {say('全选')}
          </button>
          <button type="button" className="link small" onClick={() => p.set([])}>
            {say('全不选')}
          </button>
        </div>
      )}
      <div className="choices lines" style={{ maxHeight: 320, overflowY: 'auto' }}>
        {parties.map((x) => (
          <label key={x.id}>
            <input type="checkbox" checked={chosen.includes(x.id)} onChange={() => flip(x.id)} />
            {callParty(x)}
          </label>
        ))}
      </div>
    </div>
  );
}

/** One of those who take part with everybody's consent. */
export function CompanionField(p: WidgetProps) {
  const companions = (useTheMatter()?.facts.companions ?? []) as Array<{ id: string; name: string }>;
  if (companions.length === 0) return <p className="hint">{say('没有请别人参加。')}</p>;
  return (
    <div className="choices lines">
      {companions.map((companion) => (
        <label key={companion.id}>
          <input type="radio" name={p.id} checked={p.value === companion.id} onChange={() => p.set(companion.id)} />
          {companion.name}
        </label>
      ))}
    </div>
  );
}
