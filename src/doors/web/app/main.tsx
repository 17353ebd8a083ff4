import '../../../ground/ui/tokens.css';
import '../../../ground/ui/base.css';
import '../../../ground/ui/print.css';
import './app.css';
import { createRoot } from 'react-dom/client';
import '../../../ground/ui/look.ts';
import { App } from './App.tsx';
import { startWords } from './words.ts';

await startWords();
createRoot(document.getElementById('root')!).render(<App />);
