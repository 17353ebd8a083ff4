import { Link } from '@tanstack/react-router';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { sayWhen } from '../../../../ground/ui/when.ts';
import type { MatterLine, MatterView } from '../api.ts';
import { Promised } from '../pieces/Promise.tsx';
import { useWho } from '../who.ts';

/** The words that stand beside a matter wherever it is named. */
export function Words({ line }: { line: MatterLine }) {
  return (
    <>
      <span className="word">{say(line.stateZh)}</span>
      {line.urgent && <span className="word danger">{say('紧急')}</span>}
      {line.held && <span className="word danger">{say('安全保护中')}</span>}
      {line.supervision > 0 && (
        <span className="word soon">
          {sayName(['', '催办', '督办', '领导督办', '挂牌'][line.supervision] ?? '督办', 'state')}
        </span>
      )}
    </>
  );
}

export function Head({ view, names }: { view: MatterView; names: Record<string, string> }) {
  const { session } = useWho();
  return (
    <header className="matter-head">
      <p className="crumb">
        <Link to="/matters">{say('全部事项')}</Link>
      </p>
      <div className="row tight">
        <h1>{view.title || say('（还没有标题）')}</h1>
        <Words line={view} />
      </div>
      <p className="small soft row tight">
        <span className="code strong">{view.code}</span>
        <span>
          {say(view.kindZh)} · {say(view.channelZh)} · {say('{{when}}收到', { when: sayWhen(view.receivedAt) })}
        </span>
        {view.organisationId && names[view.organisationId] && <span>{names[view.organisationId]}</span>}
        {view.mediatorId && names[view.mediatorId] && (
          <span>
            {say('调解员')} {names[view.mediatorId]}
          </span>
        )}
        {view.lateEntry && <span className="word">{say('补录')}</span>}
        {view.round > 1 && <span className="word">{say('第{{n}}轮', { n: view.round })}</span>}
      </p>
      <Promised promise={view.promise} why by={(view.organisationId && names[view.organisationId]) || session.centre.zh} />
    </header>
  );
}
