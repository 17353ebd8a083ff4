import { Link } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { Cap } from '../../../../ground/ui/Keys.tsx';
import { setLook, useLook } from '../../../../ground/ui/look.ts';
import { useLine } from '../../../../ground/ui/queue.ts';
import { isChinese, say } from '../../../../ground/ui/say.ts';
import { useWho } from '../who.ts';
import { speak } from '../words.ts';

interface Props {
  find: () => void;
  toggle: () => void;
  open: boolean;
}

export function TopBar({ find, toggle, open }: Props) {
  const { session } = useWho();
  return (
    <header className="bench-top">
      <button type="button" className="btn slim bench-more" aria-expanded={open} aria-controls="nav" onClick={toggle}>
        {open ? say('收起') : say('菜单')}
      </button>
      <Link to="/" className="bench-name">
        {session.centre.zh}
      </Link>
      <button type="button" className="bench-find" onClick={find} aria-label={say('查找事项、编码、页面')}>
        <span aria-hidden="true">⌕</span>
        <span className="grow">{say('查找事项、编码、页面')}</span>
        <Cap of="mod+k" />
      </button>
      <LineState />
      <PersonMenu />
    </header>
  );
}

const lines = { sending: '正在保存…', offline: '网络断开，内容存在本机' } as const;

function LineState() {
  const line = useLine();
  return (
    <span className={`line-state ${line === 'offline' ? 'danger strong' : 'faint'}`} role="status">
      {line !== 'online' && (
        <>
          <span aria-hidden="true">{line === 'offline' ? '✕' : '↑'}</span>
          {say(lines[line])}
        </>
      )}
    </span>
  );
}

function PersonMenu() {
  const { session, leave } = useWho();
  const look = useLook();
  const items = [
    { key: 'who', disabled: true, label: `${session.user.organisationZh ?? ''} ${session.user.name}`.trim() },
    { key: 'account', label: <Link to="/account">{say('我的账户')}</Link> },
    { type: 'divider' as const },
    {
      key: 'elder',
      label: look.elder ? say('换回普通字号') : say('长辈模式（大字）'),
      onClick: () => setLook({ elder: !look.elder }),
    },
    {
      key: 'theme',
      label: look.theme === 'wall' ? say('换回白纸底色') : say('深色大屏'),
      onClick: () => setLook({ theme: look.theme === 'wall' ? 'paper' : 'wall' }),
    },
    {
      key: 'language',
      label: <span lang={isChinese() ? 'en' : 'zh-CN'}>{isChinese() ? 'English' : '中文'}</span>,
      onClick: () => void speak(isChinese() ? 'en' : 'zh-CN'),
    },
    { type: 'divider' as const },
    { key: 'leave', label: say('退出登录'), onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <button
        type="button"
        className="btn quiet bench-person"
        aria-haspopup="menu"
        aria-label={`${session.user.name} ${say('个人菜单')}`}
      >
        {session.user.name}
        <span className="faint wide small">{session.user.organisationZh}</span>
        <span aria-hidden="true">▾</span>
      </button>
    </Dropdown>
  );
}
