import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type React from 'react';
import { Trouble, Waiting } from '../../../ground/ui/States.tsx';
import { say } from '../../../ground/ui/say.ts';
import { pages } from './pages.ts';
import { Shell } from './shell/Shell.tsx';

const known = new Set(pages.map((p) => p.path));

/** Keeps what stands in the address as plain words: filters can be sent to a colleague. */
const plainSearch = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(search)
      .filter(([, v]) => v !== undefined && v !== '')
      .map(([k, v]) => [k, String(v)]),
  );

export function makeRouter(home: string) {
  const root = createRootRoute({
    component: Shell,
    notFoundComponent: () => (
      <Trouble trouble={{ message: say('没有这个页面。'), waysOn: [say('从左边选一个页面，或按 Ctrl+K 查找。')] }} />
    ),
  });
  const page = (path: string, load: () => Promise<{ default: React.ComponentType }>) =>
    createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load), validateSearch: plainSearch });
  const start = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: known.has(home) ? home : '/work' });
    },
  });
  const tree = root.addChildren([
    start,
    ...pages.map((p) => page(p.path, p.load)),
    page('/matters/$id', () => import('./pages/MatterPage.tsx')),
    page('/matters/$id/diligence', () => import('./pages/DiligencePage.tsx')),
    page('/matters/$id/receipt', () => import('./pages/ReceiptPage.tsx')),
    page('/matters/$id/session', () => import('./pages/SessionPage.tsx')),
    page('/notices/$id', () => import('./pages/NoticePage.tsx')),
    page('/documents/$id', () => import('./pages/PaperPage.tsx')),
  ]);
  return createRouter({
    routeTree: tree,
    defaultPreload: false,
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text ? `?${text}` : '';
    },
    defaultPendingComponent: Waiting,
    defaultErrorComponent: ({ error }) => (
      <Trouble
        trouble={{
          message: say('这个页面出了毛病：{{what}}', { what: (error as Error).message }),
          waysOn: [say('刷新页面；您填的内容已存在这台电脑上。')],
        }}
      >
        <button type="button" className="btn" onClick={() => window.location.reload()}>
          {say('刷新页面')}
        </button>
      </Trouble>
    ),
  });
}
