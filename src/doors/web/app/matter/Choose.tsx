import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import type { Choosable, MatterView, Move, Roster } from '../api.ts';
import { ask } from '../http.ts';
import { useDuties } from '../pieces/names.ts';

const open = new Set(['CONSENT', 'ASSIGNED', 'MEDIATING']);
const bands = { few: '手上的事不多', some: '手上的事适中', many: '手上的事较多' } as const;

interface Props {
  view: MatterView;
  moves: Move[];
  choose: (move: Move) => void;
}

/** The list that parties choose from: who, from where, good at what, and why this one stands here. A person decides. */
export function Choose({ view, moves, choose }: Props) {
  const [all, setAll] = useState(false);
  const shown = view.kind === 'dispute' && open.has(view.state);
  const { data } = useQuery({
    queryKey: ['roster', view.id, view.revision],
    queryFn: () => ask<Roster>(`/api/mediation/${view.id}/roster`),
    enabled: shown,
  });
  if (!shown || !data || data.mediators.length === 0) return null;
  const move = (command: string) => moves.find((one) => one.command === command && !one.closed);
  const wish = move('mediation.chooseMediator');
  return (
    <section className="card" aria-labelledby="choose-title">
      <div className="head">
        <h2 id="choose-title">{say('可以选的调解员')}</h2>
        <span className="small faint">{say('{{n}}位', { n: data.mediators.length })}</span>
      </div>
      <Standing data={data} />
      {data.mediators.length < 3 && <p className="small soon">{say('不足三位可选，当事人可以不接受。')}</p>}
      {data.mediators.slice(0, all ? 200 : 3).map((one) => (
        <Mediator
          key={one.id}
          one={one}
          propose={move('mediation.proposeMediator')}
          assign={move('mediation.assign')}
          choose={choose}
        />
      ))}
      <div className="row" style={{ marginTop: 8 }}>
        {!all && data.mediators.length > 3 && (
          <button type="button" className="btn slim" onClick={() => setAll(true)}>
            {say('看全部{{n}}位', { n: data.mediators.length })}
          </button>
        )}
        {wish && (
          <button type="button" className="btn slim" onClick={() => choose(wish)}>
            {say('记下当事人选了谁')}
          </button>
        )}
      </div>
    </section>
  );
}

/** Where the choice stands: who has spoken, whom all named, and what to do where they differ. */
function Standing({ data }: { data: Roster }) {
  return (
    <div className="small soft">
      <p>
        {data.spoke === 0
          ? say('还没有当事人说想要谁。当事人可以从名册里选，也可以接受推荐，都不用说理由。')
          : data.common.length > 0
            ? say('{{n}}方说了想要谁，都想要的：{{names}}', { n: data.spoke, names: data.common.join('、') })
            : say('各方想要的不是同一位：先各说不要谁，主任再从剩下的人里推荐。')}
      </p>
      {data.proposal && (
        <p>
          {say('推荐：{{name}}', { name: data.proposal.name })}
          {data.proposal.said.map(({ name, answer }) => ` · ${name ?? ''}${say(answer === 'accepted' ? '接受' : '不接受')}`)}
        </p>
      )}
    </div>
  );
}

interface OneProps {
  one: Choosable;
  propose: Move | undefined;
  assign: Move | undefined;
  choose: (move: Move) => void;
}

function Mediator({ one, propose, assign, choose }: OneProps) {
  const named = useDuties();
  const facts = [one.kindZh && say(one.kindZh), one.levelZh && say(one.levelZh), say(bands[one.band])].filter(Boolean);
  return (
    <article className="party" aria-label={one.name}>
      <p className="row tight">
        <span className="strong">{one.name}</span>
        <span className="small soft grow">{one.committee}</span>
        {one.wantedBy.length > 0 && <span className="word kept">{say('{{names}}想要', { names: one.wantedBy.join('、') })}</span>}
        {one.struckBy.length > 0 && <span className="word soon">{say('{{names}}不要', { names: one.struckBy.join('、') })}</span>}
      </p>
      <p className="small soft">
        {facts.join(' · ')}
        {one.skills.length > 0 && ` · ${say('擅长')}${named(one.skills)}`}
        {one.languages.length > 0 && ` · ${one.languages.join('、')}`}
      </p>
      {one.why.length > 0 && (
        <p className="small">
          {say('为什么')}：{one.why.map((why) => say(why)).join('；')}
        </p>
      )}
      {one.warnings.map((zh) => (
        <p key={zh} className="small soon">
          ! {say(zh)}
        </p>
      ))}
      {one.hints.map((hint) => (
        <p key={hint.zh} className={`small ${hint.asks ? 'danger' : 'soft'}`}>
          {hint.asks ? '! ' : ''}
          {say(hint.asks ? '可能有利害关系，要先说清楚' : '供参考')}：{hint.zh}
        </p>
      ))}
      {(propose || assign) && (
        <p className="row tight" style={{ marginTop: 4 }}>
          {propose && one.struckBy.length === 0 && (
            <button type="button" className="btn slim" onClick={() => choose({ ...propose, start: { mediatorId: one.id } })}>
              {say('推荐这位')}
            </button>
          )}
          {assign && (
            <button type="button" className="btn slim" onClick={() => choose({ ...assign, start: { mediatorId: one.id } })}>
              {say('确定这位')}
            </button>
          )}
        </p>
      )}
    </article>
  );
}
