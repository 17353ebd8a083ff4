import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const app = path.join(import.meta.dirname, 'src/doors/web/app');

/** The staff web app: Chrome 109 (the last one on Windows 7) is the floor; nothing is fetched from another host. */
export default defineConfig({
  root: app,
  base: '/',
  // Holds also where a caller names the clone itself as the root.
  plugins: [react(), { name: 'app-root', config: () => ({ root: app }) }],
  build: {
    target: 'chrome109',
    cssTarget: 'chrome109',
    outDir: path.join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next)[\\/]/, priority: 3 },
            {
              name: 'antd',
              test: /node_modules[\\/](antd|@ant-design|@rc-component|dayjs|clsx|stylis|@emotion)[\\/]/,
              priority: 2,
            },
            { name: 'pinyin', test: /node_modules[\\/]pinyin-pro[\\/]/, priority: 3 },
            { name: 'routes', test: /node_modules[\\/]@tanstack[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
