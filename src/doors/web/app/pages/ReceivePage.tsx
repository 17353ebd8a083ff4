import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useDraft } from '../../../../ground/ui/draft.ts';
import { sent } from '../../../../ground/ui/form/schema.ts';
import { Cap } from '../../../../ground/ui/Keys.tsx';
import { useKeys } from '../../../../ground/ui/keys.ts';
import { Trouble, type TroubleWords } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { MatterView, ReceiptSlip } from '../api.ts';
import { type Answer, ask } from '../http.ts';
import { Page } from '../pieces/Page.tsx';
import { channelOf, channels, newKey, type Receiving } from '../receive/model.ts';
import { Others } from '../receive/Others.tsx';
import { PeopleFields } from '../receive/PeopleFields.tsx';
import { Registered } from '../receive/Registered.tsx';
import { Understanding } from '../receive/Understanding.tsx';
import { useUnderstood } from '../receive/useUnderstood.ts';
import { useWho } from '../who.ts';

export interface Received {
  id: string;
  code: string;
  receivedAt: string;
  view?: MatterView;
  receipt?: ReceiptSlip;
  /** From the page of what was settled on the spot: registered, but not as settled. */
  undone?: TroubleWords;
}

/** 登记: the words first, everything else may wait. */
export default function ReceivePage() {
  const [received, setReceived] = useState<Received>();
  const [round, setRound] = useState(0);
  if (received)
    return (
      <Registered
        received={received}
        again={() => {
          setReceived(undefined);
          setRound(round + 1);
        }}
      />
    );
  return <ReceiveForm key={round} done={setReceived} />;
}

function ReceiveForm({ done }: { done: (received: Received) => void }) {
  const { session } = useWho();
  const client = useQueryClient();
  const draft = useDraft<Receiving>('receive', { channel: channelOf(session.roles), narrative: '', key: newKey() });
  const form = draft.value;
  const set = (change: Partial<Receiving>) => draft.set({ ...form, ...change });
  const understood = useUnderstood(form);
  const [answer, setAnswer] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const [begun, setBegun] = useState(false);
  const [cleared, setCleared] = useState<Receiving>();
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(() => words.current?.focus(), []);

  const register = async () => {
    if (busy) return;
    setBusy(true);
    setAnswer(undefined);
    const { key, ...body } = form;
    try {
      const reply = await ask<Received>('/api/intake/receive', { body: sent(body), headers: { 'Idempotency-Key': key } });
      draft.clear();
      void client.invalidateQueries({ queryKey: ['work'] });
      done(reply);
    } catch (error) {
      setAnswer(error as Answer);
      if ((error as Answer).fields.narrative) words.current?.focus();
      // A refused try may be corrected; the same key must then carry the corrected words.
      if ((error as Answer).status >= 400 && (error as Answer).status < 500) set({ key: newKey() });
    } finally {
      setBusy(false);
    }
  };
  useKeys([{ key: 'mod+enter', zh: '登记，打印回执', run: () => void register(), always: true }]);

  const wrong = answer?.fields ?? {};
  return (
    <Page title={say('登记')} lead={<Channel value={form.channel} set={(channel) => set({ channel })} />}>
      <form
        className="receive"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void register();
        }}
      >
        <section className="receive-words field">
          <label htmlFor="narrative">{say('来人说了什么')}</label>
          <p className="hint" id="narrative-hint">
            {say('照原话写，一句也行。边写边存。')}
          </p>
          <textarea
            id="narrative"
            ref={words}
            className="input"
            aria-describedby="narrative-hint"
            aria-invalid={wrong.narrative ? true : undefined}
            value={form.narrative}
            onChange={(e) => set({ narrative: e.target.value })}
          />
          {wrong.narrative && (
            <p className="wrong" role="alert">
              {wrong.narrative}
            </p>
          )}
          {draft.found && form.narrative && !begun && <p className="small soon">{say('接着上次没写完的')}</p>}
          <p className="small faint row">
            <span role="status">
              {draft.savedAt && (
                <>
                  {say('已存')} <When at={draft.savedAt} ago />
                </>
              )}
            </span>
            <span className="push num">{say('{{n}}字', { n: form.narrative.length })}</span>
          </p>
          {answer && <Trouble trouble={answer} kept />}
        </section>
        <Understanding form={form} set={set} understood={form.narrative.trim() ? understood.data : undefined} />
        <PeopleFields form={form} set={set} wrong={wrong}>
          <Others form={form} set={set} wrong={wrong} />
        </PeopleFields>
        <div className="receive-bar row no-print">
          <button type="submit" className="btn main" disabled={busy}>
            {busy ? say('正在登记…') : say('登记，给回执')} <Cap of="mod+enter" />
          </button>
          <label className="tick">
            <input type="checkbox" checked={form.urgent ?? false} onChange={(e) => set({ urgent: e.target.checked })} />
            {say('紧急')}
          </label>
          {(form.narrative || form.reporter || form.respondent || form.others) && (
            <button
              type="button"
              className="btn quiet push"
              onClick={() => {
                setCleared(form);
                draft.clear();
                setBegun(true);
                draft.set({ channel: form.channel, narrative: '', key: newKey() });
                words.current?.focus();
              }}
            >
              {say('清空重写')}
            </button>
          )}
          {cleared && !form.narrative && !form.reporter && !form.respondent && !form.others && (
            <button
              type="button"
              className="btn quiet push"
              onClick={() => {
                draft.set(cleared);
                setCleared(undefined);
                words.current?.focus();
              }}
            >
              {say('已清空，点这里找回来')}
            </button>
          )}
        </div>
      </form>
    </Page>
  );
}

function Channel({ value, set }: { value: string; set: (v: string) => void }) {
  return (
    <label className="row tight small">
      {say('从哪里来')}
      <select className="input" style={{ width: 'auto' }} value={value} onChange={(e) => set(e.target.value)}>
        {channels.map(([code, zh]) => (
          <option key={code} value={code}>
            {say(zh)}
          </option>
        ))}
      </select>
    </label>
  );
}
