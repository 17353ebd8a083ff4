import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { KeySheet } from '../../../../ground/ui/Keys.tsx';
import { useKeys } from '../../../../ground/ui/keys.ts';
import { isChinese, say } from '../../../../ground/ui/say.ts';
import { pagesFor } from '../pages.ts';
import { useWho } from '../who.ts';
import { Nav } from './Nav.tsx';
import { Palette } from './Palette.tsx';
import { TopBar } from './TopBar.tsx';

/** The frame that stays: where am I, who am I, where can I go. */
export function Shell() {
  const { session } = useWho();
  const go = useNavigate();
  const { pathname } = useLocation();
  const [finding, setFinding] = useState(false);
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const mayReceive = pagesFor(session.roles).some((p) => p.path === '/receive');
  useKeys([
    { key: 'mod+k', zh: '找事项、编码、页面', run: () => setFinding(true), always: true },
    ...(mayReceive ? [{ key: 'n', zh: '登记一件新的', run: () => void go({ to: '/receive' }) }] : []),
    { key: 'g', zh: '回到我的待办', run: () => void go({ to: '/' }) },
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top, for the eye and for the screen reader
  useEffect(() => {
    setOpen(false);
    if (document.activeElement === document.body || document.activeElement?.closest('nav'))
      main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className="bench">
      <a className="skip" href="#main">
        {say('跳到正文')}
      </a>
      <TopBar find={() => setFinding(true)} toggle={() => setOpen(!open)} open={open} />
      <Nav open={open} />
      <main className="bench-main" id="main" ref={main} tabIndex={-1}>
        <Outlet />
        {!isChinese() && (
          <p className="small faint no-print" style={{ marginTop: 24 }}>
            {say('说明、时限、表单、经过和文书只有中文，以中文为准。')}
          </p>
        )}
      </main>
      <Palette open={finding} close={() => setFinding(false)} />
      <KeySheet />
    </div>
  );
}
