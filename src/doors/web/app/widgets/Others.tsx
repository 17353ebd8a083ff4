import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterPage } from '../api.ts';
import { ask, query } from '../http.ts';
import { useRules } from '../pieces/Promise.tsx';

/** Another matter, found by its code or words. */
export function MatterField(p: WidgetProps) {
  const [typed, setTyped] = useState('');
  const { data, isFetching } = useQuery({
    queryKey: ['find', typed],
    queryFn: () => ask<MatterPage>(`/api/matters${query({ query: typed, limit: 10 })}`),
    enabled: typed.length > 1,
  });
  return (
    <Select
      id={p.id}
      style={{ width: '100%' }}
      value={p.value as string | undefined}
      onChange={p.set}
      loading={isFetching}
      placeholder={say('编码或几个字')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={(data?.lines ?? []).map((m) => ({ value: m.id, label: `${m.code} ${m.title}` }))}
    />
  );
}

/** Signs of danger, in the words of the gate. Any one is enough. */
export function DangersField(p: WidgetProps) {
  const { data } = useRules();
  const chosen = (Array.isArray(p.value) ? p.value : []) as string[];
  const codes = (p.schema.items?.enum ?? []) as string[];
  const flip = (code: string) => p.set(chosen.includes(code) ? chosen.filter((c) => c !== code) : [...chosen, code]);
  return (
    <div className="choices lines">
      {codes.map((code) => (
        <label key={code}>
          <input type="checkbox" checked={chosen.includes(code)} onChange={() => flip(code)} />
          {String(data?.gates.find((g) => g.code === code)?.zh ?? code)}
        </label>
      ))}
    </div>
  );
}
