import { useState } from 'react';
import { FilePick } from '../../../../ground/ui/FilePick.tsx';
import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { type Answer, ask } from '../http.ts';
import { useTheMatter } from './context.ts';

/** A scan or photo, put in the matter's file first and named in the form after. */
export function AttachmentField(p: WidgetProps) {
  const matter = useTheMatter();
  const [state, setState] = useState<'' | 'busy' | 'done'>('');
  const [trouble, setTrouble] = useState<Answer>();
  const upload = async (file: File | undefined) => {
    if (!file || !matter) return;
    setState('busy');
    setTrouble(undefined);
    try {
      const body = new FormData();
      body.append('file', file);
      const kept = await ask<{ id?: string; attachment?: { id: string } }>(`/api/matters/${matter.id}/attachments`, { body });
      p.set(kept.id ?? kept.attachment?.id);
      setState('done');
    } catch (error) {
      setTrouble(error as Answer);
      setState('');
    }
  };
  return (
    <>
      <FilePick
        id={p.id}
        accept="image/*,application/pdf,audio/*"
        describedBy={p.describedBy}
        disabled={!matter || state === 'busy'}
        pick={(files) => void upload(files[0])}
      />
      <p className="hint" role="status">
        {state === 'busy' ? say('正在上传…') : state === 'done' || p.value ? say('已放进卷宗') : ''}
      </p>
      {trouble && <Trouble trouble={trouble} />}
    </>
  );
}
