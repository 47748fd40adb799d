import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import './ui/tokens/base.css';
import { App } from './app/app.tsx';
import { enterDesk } from './platform/enter.ts';
import { ignoreStrayDrops } from './platform/stray-drops.ts';
import { startLook } from './platform/look.ts';

// zod's compiled parsers need `new Function`, which the window's policy forbids.
config({ jitless: true });
startLook();
ignoreStrayDrops();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
const entered = await enterDesk();
createRoot(root).render(
  <StrictMode>
    <App refusal={entered.ok ? null : entered.failure.message} />
  </StrictMode>,
);
