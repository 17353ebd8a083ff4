import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { first } from '../../../../ground/ui/first.ts';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterPage } from '../api.ts';
import { ask, query } from '../http.ts';
import { pagesFor } from '../pages.ts';
import { someOf } from '../pieces/names.ts';
import { useWho } from '../who.ts';
import { answersTo, loadInitials } from './initials.ts';

interface Hit {
  id: string;
  zh: string;
  more: string;
  who?: string;
  to: string;
}

/** Ctrl/⌘K: go anywhere by code, by a word of the matter, or by the name of a page. */
export function Palette({ open, close }: { open: boolean; close: () => void }) {
  return (
    <Modal
      open={open}
      onCancel={close}
      footer={null}
      closable={false}
      title={say('去哪里')}
      destroyOnHidden
      width={640}
      style={{ top: 72 }}
    >
      <Finder close={close} />
    </Modal>
  );
}

function useSettled(text: string, ms: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}

function Finder({ close }: { close: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [, setReady] = useState(false);
  const go = useNavigate();
  const { session } = useWho();
  const sought = useSettled(typed.trim(), 250);
  const { data, isFetching } = useQuery({
    queryKey: ['find', sought],
    queryFn: () => ask<MatterPage>(`/api/matters${query({ query: sought, limit: 8 })}`),
    enabled: sought.length > 1,
  });
  useEffect(() => {
    void loadInitials().then(() => setReady(true));
  }, []);
  const hits: Hit[] = [
    ...pagesFor(session.roles)
      .filter((p) => answersTo(p.zh, typed) || answersTo(say(p.zh), typed))
      .map((p) => ({ id: p.path, zh: say(p.zh), more: say('页面'), to: p.path })),
    ...(typed.trim()
      ? (data?.lines ?? []).map((m) => ({
          id: m.id,
          zh: m.title,
          who: someOf(m.names),
          more: `${m.code} · ${say(m.stateZh)}`,
          to: `/matters/${m.id}`,
        }))
      : []),
  ];
  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    void go({ to: hit.to });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') choose(hits[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className="input"
        ref={first}
        role="combobox"
        aria-expanded="true"
        aria-controls="hits"
        aria-activedescendant={hits[at] ? `hit-${at}` : undefined}
        aria-label={say('编码、事项里的字、页面名称或拼音首字母')}
        placeholder={say('编码、事项里的字、页面名称或拼音首字母')}
        value={typed}
        onChange={(e) => {
          setTyped(e.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div className="palette-list" id="hits" role="listbox" aria-label={say('找到的')}>
        {hits.map((hit, i) => (
          <div
            key={hit.id}
            id={`hit-${i}`}
            role="option"
            aria-selected={i === at}
            tabIndex={-1}
            onMouseEnter={() => setAt(i)}
            onClick={() => choose(hit)}
            onKeyDown={press}
          >
            <span className="grow">
              {hit.zh} {hit.who && <span className="small soft">{hit.who}</span>}
            </span>
            <span className="small faint push nowrap">{hit.more}</span>
          </div>
        ))}
      </div>
      {hits.length === 0 && (
        <p className="empty" role="status">
          {isFetching ? say('正在找…') : say('没有找到。换几个字试试。')}
        </p>
      )}
    </>
  );
}
