import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Outline } from '../../../../ground/ui/Outline.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { Why } from '../../../../ground/ui/Why.tsx';
import type { Understood } from '../api.ts';
import { ask } from '../http.ts';
import { useRules } from '../pieces/Promise.tsx';
import type { Receiving } from './model.ts';

const kinds: Array<[string, string]> = [
  ['dispute', '纠纷'],
  ['enquiry', '咨询'],
  ['service', '求助'],
  ['hazard', '隐患'],
  ['tip', '线索'],
  ['consultation', '来访咨询'],
];

interface Props {
  form: Receiving;
  set: (change: Partial<Receiving>) => void;
  understood: Understood | undefined;
}

/** What the machine read, to be taken with Tab and Enter. Nothing is taken by itself. */
export function Understanding({ form, set, understood }: Props) {
  const { data: rules } = useRules();
  const categories = (rules?.categories ?? []).map((c) => [String(c.code ?? c.key), String(c.zh)] as [string, string]);
  return (
    <section className="card receive-side" aria-labelledby="read-title">
      <h2 id="read-title">{say('从这段话里读到')}</h2>
      {!understood && <p className="soft small">{say('写下几句话，这里会列出种类、类别、地点和要留意的，由您来定。')}</p>}
      {understood && (
        <>
          {understood.dangers.map((d) => (
            <div key={d.code} className="note danger-note" role="alert" style={{ marginBottom: 8 }}>
              <span className="strong">
                ✕ {say('要留意：')}
                {d.zh}
              </span>{' '}
              <Why>
                <p>{d.why}</p>
              </Why>
            </div>
          ))}
          <Proposal zh="种类" word={understood.kind} taken={form.kind} take={(v) => set({ kind: v })} options={kinds} />
          {understood.category && (
            <Proposal
              zh="类别"
              word={understood.category}
              taken={form.category}
              take={(v) => set({ category: v })}
              options={categories}
            />
          )}
          {understood.place && (
            <Proposal
              zh="地点"
              word={{ ...understood.place, value: understood.place.code }}
              taken={form.place?.code}
              take={(code) => set({ place: { ...form.place, code } })}
              options={[]}
              correct={() => document.getElementById('place-code')?.focus()}
            />
          )}
          {(form.place?.code ?? understood.place?.code) && <SmallMap code={form.place?.code ?? understood.place!.code} />}
          {understood.duplicates.length > 0 && (
            <div style={{ marginTop: 16 }}>
              <h3>{say('可能是同一件')}</h3>
              <p className="small soft">{say('登记以后由分流员决定：并入、关联，还是各办各的。')}</p>
              <ul className="plain stack tight">
                {understood.duplicates.map((d) => (
                  <li key={d.id} className="small">
                    <a href={`/matters/${d.id}`} target="_blank" rel="noreferrer">
                      {d.title}
                    </a>{' '}
                    <span className="code faint">{d.code}</span>
                    <br />
                    {say(d.stateZh)} · {d.receivedZh} · {d.reasons.join('、')}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </section>
  );
}

interface ProposalProps {
  zh: string;
  word: { value: string; zh: string; why: string };
  taken: string | undefined;
  take: (value: string | undefined) => void;
  options: Array<[string, string]>;
  /** Where it is put right, when that is not in this list. */
  correct?: () => void;
}

function Proposal({ zh, word, taken, take, options, correct }: ProposalProps) {
  const [wrong, setWrong] = useState(false);
  const name = options.find(([v]) => v === taken)?.[1];
  return (
    <div className={`proposal ${taken ? 'taken' : ''}`}>
      <span className="faint small">{say(zh)}</span>
      <span>{taken && taken !== word.value ? say(name ?? taken) : say(word.zh)}</span>
      <span className="row tight">
        <button type="button" className="btn slim" onClick={() => take(taken ? undefined : word.value)}>
          {taken ? `✓ ${say('已采用，撤回')}` : say('采用')}
        </button>
        {(options.length > 0 || correct) && !taken && (
          <button type="button" className="btn quiet slim" onClick={correct ?? (() => setWrong(!wrong))}>
            {say('不对')}
          </button>
        )}
        <Why>
          <p>{word.why}</p>
        </Why>
      </span>
      {wrong && !taken && (
        <label className="small" style={{ gridColumn: '1 / -1' }}>
          {say('那应该是')}
          <select
            className="input"
            defaultValue=""
            onChange={(e) => {
              if (e.target.value) take(e.target.value);
              setWrong(false);
            }}
          >
            <option value="">{say('请选择')}</option>
            {options.map(([v, t]) => (
              <option key={v} value={v}>
                {say(t)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

interface PlaceReply {
  place: { zh: string };
  posts: Array<{ post: string; postZh?: string; name: string }>;
  boundary: { type: string; coordinates: unknown } | null;
}

function SmallMap({ code }: { code: string }) {
  const { data } = useQuery({ queryKey: ['place', code], queryFn: () => ask<PlaceReply>(`/api/places/${code}`), retry: false });
  if (!data) return null;
  return (
    <figure style={{ marginTop: 8 }}>
      <Outline shape={data.boundary} label={say('{{place}}的范围', { place: data.place.zh })} />
      <figcaption className="small soft">
        {data.place.zh}
        {data.posts.length > 0 &&
          `：${data.posts
            .slice(0, 3)
            .map((p) => `${p.postZh ?? p.post} ${p.name}`)
            .join('，')}`}
      </figcaption>
    </figure>
  );
}
