import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { FilePick } from '../../../../ground/ui/FilePick.tsx';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterView } from '../api.ts';
import { type Answer, ask, query } from '../http.ts';
import { callParty } from '../widgets/Party.tsx';

/** Photos, scans, recordings: added to the file from here. */
export function Attachments({ view }: { view: MatterView }) {
  const client = useQueryClient();
  const id = useId();
  const [by, setBy] = useState('');
  const [added, setAdded] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Answer>();
  const add = async (files: File[]) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      for (const file of files) {
        const body = new FormData();
        body.append('file', file);
        await ask(`/api/matters/${view.id}/attachments${query({ by })}`, { body });
        setAdded((old) => [...old, file.name]);
      }
      await client.invalidateQueries({ queryKey: ['matter'] });
    } catch (error) {
      setTrouble(error as Answer);
    }
    setBusy(false);
  };
  const broughtBy = (partyId: string) => {
    const party = view.parties.find((p) => p.id === partyId);
    return party ? say('{{who}}带来的', { who: callParty(party) }) : '';
  };
  return (
    <div className="stack tight no-print" style={{ marginTop: 12 }}>
      {view.attachments && view.attachments.length > 0 && (
        <ul className="plain">
          {view.attachments.map((a) => (
            <li key={a.id}>
              <a href={`/api/attachments/${a.id}`}>{a.name}</a>{' '}
              <span className="small faint num">{Math.ceil(a.size / 1024)} KB</span>
              {a.broughtBy && <span className="small soft"> {broughtBy(a.broughtBy)}</span>}
            </li>
          ))}
        </ul>
      )}
      {view.parties.length > 0 && (
        <div className="field">
          <label htmlFor={`${id}-by`} className="small">
            {say('谁带来的（去法院时，各带各的）')}
          </label>
          <select id={`${id}-by`} className="input" value={by} onChange={(e) => setBy(e.target.value)}>
            <option value="">{say('不是当事人带来的')}</option>
            {view.parties.map((p) => (
              <option key={p.id} value={p.id}>
                {callParty(p)}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor={id} className="small">
          {say('放进卷宗：照片、扫描件、PDF、录音')}
        </label>
        <FilePick id={id} multiple accept="image/*,application/pdf,audio/*" disabled={busy} pick={(files) => void add(files)} />
      </div>
      <p className="small kept" role="status">
        {busy ? say('正在上传…') : added.length > 0 ? `✓ ${say('已放进卷宗：{{names}}', { names: added.join('、') })}` : ''}
      </p>
      {trouble && <Trouble trouble={trouble} />}
    </div>
  );
}
