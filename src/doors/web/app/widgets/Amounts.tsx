import { useState } from 'react';
import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { sayYuan } from '../../../../ground/ui/money.ts';
import { say } from '../../../../ground/ui/say.ts';
import { type NamedAmount, readAmounts, writeAmounts } from './amounts.ts';
import { useTheMatter } from './context.ts';

/** Each one's amount, pasted or typed behind the names already there; counted, summed and compared with the people of the matter. */
export function AmountsField(p: WidgetProps) {
  const rows = (Array.isArray(p.value) ? p.value : []) as NamedAmount[];
  const [text, setText] = useState(() => writeAmounts(rows));
  const people = (useTheMatter()?.parties ?? []).filter((one) => !one.gone);
  const typed = (next: string) => {
    setText(next);
    const read = readAmounts(next);
    p.set(read.length > 0 ? read : undefined);
  };
  const names = people.filter((one) => one.side !== 'respondent' && one.name).map((one) => ({ name: one.name! }));
  const same = (name: string) => people.some((one) => (one.name ?? '').replace(/\s/g, '') === name.replace(/\s/g, ''));
  const strangers = rows.filter(({ name }) => !same(name)).map(({ name }) => name);
  const bare = rows.filter(({ amountFen }) => amountFen === undefined).map(({ name }) => name);
  const few = (all: string[]) => `${all.slice(0, 8).join('、')}${all.length > 8 ? '…' : ''}`;
  return (
    <>
      <textarea
        id={p.id}
        className="input"
        rows={Math.min(12, Math.max(4, rows.length + 1))}
        value={text}
        autoComplete="off"
        aria-invalid={p.invalid || undefined}
        aria-describedby={[p.describedBy, `${p.id}-read`].filter(Boolean).join(' ')}
        placeholder={say('从表格里复制，粘贴到这里')}
        onChange={(e) => typed(e.target.value)}
      />
      {text === '' && names.length > 1 && (
        <button type="button" className="link small" onClick={() => typed(writeAmounts(names))}>
          {say('填入申请人一方{{n}}人的姓名，只补金额', { n: names.length })}
        </button>
      )}
      <div id={`${p.id}-read`} role="status" className="small">
        {rows.length > 0 &&
          say('认出{{n}}人，合计{{sum}}元。', {
            n: rows.length,
            sum: sayYuan(rows.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0)),
          })}
        {bare.length > 0 && <p className="wrong">{say('没有金额：{{names}}', { names: few(bare) })}</p>}
        {strangers.length > 0 && <p className="wrong">{say('这件事里没有：{{names}}', { names: few(strangers) })}</p>}
      </div>
    </>
  );
}
