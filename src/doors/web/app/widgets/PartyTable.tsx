import { useState } from 'react';
import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { readPasted } from './pasted.ts';

/** Up to 500 people from a table: pasted, counted, shown before they are taken. */
export function PartyTableField(p: WidgetProps) {
  const [text, setText] = useState('');
  const rows = (Array.isArray(p.value) ? p.value : []) as Array<{ name: string; phone?: string; groupLabel?: string }>;
  return (
    <>
      <textarea
        id={p.id}
        className="input"
        rows={6}
        value={text}
        aria-describedby={p.describedBy}
        placeholder={say('从Excel里复制，粘贴到这里。列的顺序：姓名、电话、身份证号、地址、分组；也可以带表头。')}
        onChange={(e) => {
          setText(e.target.value);
          p.set(readPasted(e.target.value));
        }}
      />
      <p className="hint" role="status">
        {rows.length > 0
          ? say('认出{{n}}人：{{names}}', {
              n: rows.length,
              names: `${rows
                .slice(0, 5)
                .map((r) => r.name)
                .join('、')}${rows.length > 5 ? '…' : ''}`,
            })
          : ''}
      </p>
      {rows.length > 500 && <p className="wrong">{say('一件事最多500人，多出的请另立一件并关联。')}</p>}
    </>
  );
}
