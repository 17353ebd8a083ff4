import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDraft } from '../../../../ground/ui/draft.ts';
import { useLine } from '../../../../ground/ui/queue.ts';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { useNow } from '../../../../ground/ui/When.tsx';
import { sayAgo } from '../../../../ground/ui/when.ts';
import type { MatterReply } from '../api.ts';
import { Answer, ask } from '../http.ts';
import { MoveForm } from '../matter/MoveForm.tsx';
import { useForms } from '../pieces/moves.ts';
import { TheMatter } from '../widgets/context.ts';
import { Points, Speaking, Written } from './Lines.tsx';
import { ReadBack } from './ReadBack.tsx';
import { begun, inputOf, type Live } from './record.ts';
import type { Sitting } from './types.ts';

interface Props {
  page: MatterReply;
  /** The party who is talked with alone; none where all are there. */
  partyId?: string;
  sitting?: Sitting;
  done: (reply: MatterReply) => void;
}

/** The record as it is written while people talk. */
export function Recorder({ page, partyId, sitting, done }: Props) {
  const { view } = page;
  const present = view.parties.filter((party) => !party.gone && (!partyId || party.id === partyId));
  const names = present.slice(0, 12).map((party) => party.name ?? say(party.sideZh));
  const draft = useDraft<Live>(
    partyId ? `talk.${view.id}.${partyId}` : `session.${view.id}`,
    begun(names, sitting?.place ?? '', sitting?.id),
  );
  const [reading, setReading] = useState(false);
  const { value: live, set } = draft;
  const finish = async (reply: Promise<MatterReply>) => {
    const answer = await reply;
    draft.clear();
    done(answer);
  };
  if (reading) return <ReadBack live={live} set={set} close={() => setReading(false)} />;
  return (
    <div className="stack">
      <Kept at={draft.savedAt} />
      <div className="live">
        <div className="stack">
          <Speaking live={live} set={set} />
          <Written live={live} set={set} />
        </div>
        <div className="stack">
          <Where live={live} set={set} />
          <Points live={live} set={set} />
          <section className="card stack" aria-labelledby="finish-title">
            <h2 id="finish-title">{say('收尾')}</h2>
            <button type="button" className="btn" onClick={() => setReading(true)}>
              {say(live.readBack ? '✓ 已读过，再看一遍' : '读给大家听，逐页签名')}
            </button>
            <Finish page={page} partyId={partyId} live={live} finish={finish} />
          </section>
        </div>
      </div>
    </div>
  );
}

/** Where the words are now: on this machine at once, at the centre as soon as there is a line. */
function Kept({ at }: { at: string | undefined }) {
  const line = useLine();
  const now = useNow();
  return (
    <p className={`small ${line === 'offline' ? 'soon strong' : 'soft'}`} role="status">
      {line === 'offline'
        ? say('▲ 没有网：都存在这台电脑上，接着记，网好了自动送')
        : at
          ? say('✓ 边写边存：{{ago}}存过，关掉、断电都不会丢', { ago: sayAgo(at, now) })
          : say('边写边存，关掉、断电都不会丢')}
    </p>
  );
}

function Where({ live, set }: { live: Live; set: (next: Live) => void }) {
  return (
    <section className="card stack" aria-labelledby="where-title">
      <h2 id="where-title">{say('地点和到场的人')}</h2>
      <div className="field">
        <label htmlFor="live-place">{say('地点')}</label>
        <input
          id="live-place"
          className="input"
          value={live.place}
          maxLength={200}
          onChange={(e) => set({ ...live, place: e.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor="live-others">{say('还有谁在场（用顿号隔开）')}</label>
        <input
          id="live-others"
          className="input"
          value={live.others}
          maxLength={300}
          onChange={(e) => set({ ...live, others: e.target.value })}
        />
      </div>
      <p className="small soft">
        {say('当事人')}：{live.participants.join('、')}
      </p>
    </section>
  );
}

interface FinishProps {
  page: MatterReply;
  partyId?: string;
  live: Live;
  finish: (reply: Promise<MatterReply>) => Promise<void>;
}

/** The first session begins mediation and asks the gate again; later ones and separate talks are only kept. */
function Finish({ page, partyId, live, finish }: FinishProps) {
  const { view, moves, revision } = page;
  const forms = useForms();
  const go = useNavigate();
  const [trouble, setTrouble] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const first = !partyId && view.state === 'ASSIGNED';
  const name = partyId ? 'mediation.separateTalk' : first ? 'mediation.startSession' : 'mediation.holdSession';
  const move = moves.find(({ command }) => command === name);
  if (!move || move.closed)
    return <p className="soon">{say(move?.closed ?? '事项现在的状态不能记这一次；写下的都还在，可以先打印。')}</p>;
  const send = (more: Record<string, unknown>) =>
    ask<MatterReply>(move.path.replace('{id}', view.id), {
      body: { ...inputOf(live), ...more, revision },
      headers: { 'Idempotency-Key': live.key },
    });
  if (!live.place.trim() && !partyId) return <p className="soft">{say('先写地点，再记入卷宗。')}</p>;
  if (first) {
    const whole = forms.data?.[name];
    if (!whole) return null;
    const asked = ['rightsSigned', 'gate'];
    const properties = Object.fromEntries(Object.entries(whole.properties ?? {}).filter(([key]) => asked.includes(key)));
    const schema = { ...whole, properties, required: (whole.required ?? []).filter((key) => asked.includes(key)) };
    return (
      <TheMatter.Provider value={view}>
        <MoveForm
          draftKey={`session.first.${view.id}`}
          schema={schema}
          zh="开始调解，记入卷宗"
          quiet
          submit={async (values) => {
            const reply = await send(values);
            const undone = reply.extra?.undone as Record<string, unknown> | undefined;
            if (undone) throw new Answer(409, undone);
            await finish(Promise.resolve(reply));
          }}
        />
      </TheMatter.Provider>
    );
  }
  const press = async () => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await finish(send(partyId ? { partyId } : { joint: 'joint' }));
      if (!partyId) await go({ to: `/matters/${view.id}` });
    } catch (error) {
      setTrouble(error instanceof Answer ? error : new Answer(500, { message: String(error) }));
    } finally {
      setBusy(false);
    }
  };
  const empty = live.lines.length === 0 && !live.typing.trim();
  return (
    <>
      <button type="button" className="btn main" disabled={busy || empty} onClick={() => void press()}>
        {busy ? say('正在办理…') : say(partyId ? '加密存好' : '记入卷宗')}
      </button>
      {!live.readBack && !empty && <p className="small soft">{say('还没有读给在场的人听。')}</p>}
      {trouble && <Trouble trouble={trouble} kept />}
    </>
  );
}
