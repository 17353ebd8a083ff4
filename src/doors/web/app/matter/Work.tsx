import { Link } from '@tanstack/react-router';
import { Money } from '../../../../ground/ui/Money.tsx';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { sayDay } from '../../../../ground/ui/when.ts';
import type { MatterView, Move } from '../api.ts';
import { usePlaces } from '../pieces/names.ts';
import { useRules } from '../pieces/Promise.tsx';
import { Attachments } from './Attachments.tsx';
import { BlankPapers } from './BlankPapers.tsx';
import { Choose } from './Choose.tsx';
import { Confirmable } from './Confirmable.tsx';
import { Consents } from './Consents.tsx';
import { Notices } from './Notices.tsx';
import { Offers } from './Offers.tsx';
import { reasons } from './reasons.ts';
import { Sessions } from './Sessions.tsx';
import { TypePack } from './TypePack.tsx';

interface Props {
  view: MatterView;
  names: Record<string, string>;
  moves: Move[];
  choose: (move: Move) => void;
}

/** The work on the matter: its words, where it stands beside the main state, papers, performance, handovers. */
export function WorkColumn({ view, names, moves, choose }: Props) {
  return (
    <div className="col col-work">
      <Story view={view} />
      <Machines view={view} />
      <Consents view={view} />
      <Choose view={view} moves={moves} choose={choose} />
      <TypePack view={view} />
      <Offers view={view} />
      {view.agreement && <Agreement view={view} />}
      {view.agreement?.effectiveAt && <Confirmable view={view} />}
      {view.instalments.length > 0 && <Instalments view={view} />}
      <Sessions view={view} />
      <Papers view={view} />
      <Notices view={view} />
      {view.handovers.length > 0 && <Handovers view={view} names={names} />}
      {view.gate && <GateAnswers view={view} />}
    </div>
  );
}

function Story({ view }: { view: MatterView }) {
  const { data } = useRules();
  const { data: places } = usePlaces();
  const place = places?.find((p) => p.code === view.placeCode)?.zh;
  const level = (data?.methodPacks ?? [])
    .flatMap((pack) => (pack.steps ?? []) as Array<{ code: string; zh: string }>)
    .find((step) => step.code === view.level)?.zh;
  const category = data?.categories.find((c) => c.code === view.category || c.key === view.category);
  return (
    <section className="card" aria-labelledby="story-title">
      <h2 id="story-title">{say('怎么回事')}</h2>
      <p className="pre">{view.narrative || say('（没有留下叙述）')}</p>
      <dl className="facts small" style={{ marginTop: 12 }}>
        {(view.placeText || view.placeCode) && (
          <>
            <dt>{say('地点')}</dt>
            <dd>
              {view.placeText}
              {view.placeCode && <span className={view.placeText ? 'faint' : ''}> {place ?? view.placeCode}</span>}
            </dd>
          </>
        )}
        {view.category && (
          <>
            <dt>{say('类别')}</dt>
            <dd>{say(String(category?.zh ?? view.category))}</dd>
          </>
        )}
        {view.amountFen !== null && (
          <>
            <dt>{say('金额')}</dt>
            <dd>
              <Money fen={view.amountFen} capital />
            </dd>
          </>
        )}
        {view.happenedAt && (
          <>
            <dt>{say('发生在')}</dt>
            <dd>
              <When at={view.happenedAt} />
            </dd>
          </>
        )}
        {view.level && (
          <>
            <dt>{say('层级')}</dt>
            <dd>{say(level ?? view.level)}</dd>
          </>
        )}
        {view.reference && (
          <>
            <dt>{say('来文号')}</dt>
            <dd className="code">{view.reference}</dd>
          </>
        )}
        {view.previousId && (
          <>
            <dt>{say('前一件')}</dt>
            <dd>
              <Link to={`/matters/${view.previousId}`}>{say('打开前一件')}</Link>
            </dd>
          </>
        )}
      </dl>
      {view.ending && (
        <div className="note" style={{ marginTop: 12 }}>
          <p>
            <span className="strong">{say('怎样结束的：')}</span>
            {say(reasons[view.ending.reason] ?? view.ending.reason)}（<When at={view.ending.at} />）
          </p>
          {view.ending.words && <p className="pre">{view.ending.words}</p>}
        </div>
      )}
    </section>
  );
}

const machineZh = { performance: '履行', confirmation: '司法确认', supervision: '督办', file: '卷宗', safety: '安全' } as const;
const quiet = new Set(['NONE', 'NA', '0', 'OPEN']);

function Machines({ view }: { view: MatterView }) {
  const rows = (Object.keys(machineZh) as Array<keyof typeof machineZh>).filter(
    (m) => view.machines[m] && !quiet.has(view.machines[m].state),
  );
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-labelledby="machines-title">
      <h2 id="machines-title">{say('同时在走的')}</h2>
      <dl className="facts">
        {rows.map((m) => [
          <dt key={`${m}k`}>{say(machineZh[m])}</dt>,
          <dd key={`${m}v`}>{sayName(view.machines[m].zh, 'state')}</dd>,
        ])}
      </dl>
    </section>
  );
}

function Agreement({ view }: { view: MatterView }) {
  const a = view.agreement!;
  return (
    <section className="card" aria-labelledby="agreement-title">
      <div className="head">
        <h2 id="agreement-title">{say(a.form === 'oral' ? '口头协议' : '调解协议')}</h2>
        {a.number && <span className="code small">{a.number}</span>}
      </div>
      <p className="pre">{a.text}</p>
      {a.effectiveAt && (
        <p className="small kept">
          ✓ {say('生效于')} <When at={a.effectiveAt} />
        </p>
      )}
    </section>
  );
}

const dueWord: Record<string, [string, string]> = {
  DUE: ['待履行', ''],
  DONE: ['✓ 已履行', 'kept'],
  WAIVED: ['已免除', ''],
  BREACHED: ['✕ 未履行', 'danger'],
};

function Instalments({ view }: { view: MatterView }) {
  const who = (id: string | null) => view.parties.find((p) => p.id === id)?.name ?? '';
  return (
    <section className="card" aria-labelledby="instalments-title">
      <h2 id="instalments-title">{say('答应做的')}</h2>
      <ol className="plain stack tight">
        {view.instalments.map((i) => (
          <li key={i.id} className="row tight">
            <span className="grow">
              {i.what}
              {i.amountFen !== null && (
                <>
                  {' '}
                  <Money fen={i.amountFen} />
                </>
              )}
              {i.payerId && (
                <span className="small faint">
                  {' '}
                  {who(i.payerId)}
                  {i.payeeId && ` → ${who(i.payeeId)}`}
                </span>
              )}
            </span>
            <span className="small soft">{sayDay(i.dueOn)}</span>
            <span className={`word ${dueWord[i.state]?.[1] ?? ''}`}>{say(dueWord[i.state]?.[0] ?? i.state)}</span>
            {i.said && i.state !== 'DONE' && (
              <span className="small soft" style={{ flexBasis: '100%' }}>
                {say(
                  i.said.answer === 'disputed' ? '{{who}}说{{day}}已办好，对方说没有收到' : '{{who}}说{{day}}已办好，等对方答复',
                  {
                    who: who(i.said.by),
                    day: sayDay(i.said.on),
                  },
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

const paperState: Record<string, string> = { draft: '草稿', issued: '已出具', void: '已作废' };

function Papers({ view }: { view: MatterView }) {
  return (
    <section className="card" aria-labelledby="papers-title">
      <div className="head">
        <h2 id="papers-title">{say('文书和材料')}</h2>
        <span className="small row tight">
          <Link to={`/matters/${view.id}/receipt`}>{say('受理回执')}</Link>
          <Link to={`/matters/${view.id}/diligence`}>{say('尽责证明')}</Link>
          {view.documents.length > 0 && (
            <a href={`/api/matters/${view.id}/file.pdf`} target="_blank" rel="noreferrer">
              {say('装订成册')}
            </a>
          )}
        </span>
      </div>
      {view.documents.length > 0 && (
        <ul className="plain stack tight">
          {view.documents.map((d) => (
            <li key={d.id} className="row tight">
              <span className="grow">
                <Link to={`/documents/${d.id}`}>{d.title}</Link>{' '}
                {d.number && <span className="code small faint">{d.number}</span>}
              </span>
              {d.attachmentId && (
                <a className="small" href={`/api/attachments/${d.attachmentId}`}>
                  {say('扫描件')}
                </a>
              )}
              <span className={`word ${d.state === 'issued' ? 'kept' : ''}`}>{say(paperState[d.state] ?? d.state)}</span>
            </li>
          ))}
        </ul>
      )}
      <BlankPapers matterId={view.id} />
      <Attachments view={view} />
    </section>
  );
}

const handoverState: Record<string, string> = {
  sent: '已送出',
  signed: '已签收',
  accepted: '已接收',
  declined: '已退回（不接）',
  fedBack: '已反馈',
  returned: '已退回',
};

function Handovers({ view, names }: { view: MatterView; names: Record<string, string> }) {
  return (
    <section className="card" aria-labelledby="handovers-title">
      <h2 id="handovers-title">{say('移交和对接')}</h2>
      <ul className="plain stack tight">
        {view.handovers.map((h) => (
          <li key={h.id}>
            <p className="row tight">
              <span className="grow">
                {h.fromOrg && `${names[h.fromOrg] ?? say('中心')} → `}
                {names[h.toOrg] ?? say('（对方单位）')}
              </span>
              <span className="word">{say(handoverState[h.state] ?? h.state)}</span>
            </p>
            <p className="small soft">
              <When at={h.sentAt} />
              {h.contact && ` · ${say('联系人')} ${h.contact}`}
            </p>
            {(h.reason || h.reply || h.result) && (
              <p className="small pre">{[h.reason, h.reply, h.result].filter(Boolean).join('\n')}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const said: Record<string, string> = { yes: '是', no: '否', unknown: '不清楚' };

function GateAnswers({ view }: { view: MatterView }) {
  const { data } = useRules();
  const gate = view.gate!;
  const zh = (code: string) => String(data?.gates.find((g) => g.code === code)?.zh ?? code);
  const notable = Object.entries(gate.answers).filter(([, a]) => a !== 'no');
  return (
    <section className="card" aria-labelledby="gate-title">
      <h2 id="gate-title">{say('受理前核对')}</h2>
      <p className="small soft">
        {say('问了{{n}}条', { n: Object.keys(gate.answers).length })}，<When at={gate.at} />
        {notable.length === 0 && `：${say('都是“否”')}`}
      </p>
      <ul className="plain">
        {notable.map(([code, a]) => (
          <li key={code}>
            {zh(code)}：<span className={a === 'yes' ? 'strong danger' : 'strong soon'}>{say(said[a] ?? a)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
