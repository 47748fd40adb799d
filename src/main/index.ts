import { app } from 'electron';
import { startShell } from './shell/start-shell.ts';

startShell(app.getPath('userData')).catch((error: unknown) => {
  console.error('casewright could not start:', error);
  app.exit(1);
});
