import 'reflect-metadata';
import { runApplication } from './bootstrap/application.runner.js';
import { surviveToolSignal } from './bootstrap/signals.js';
import { VERSION } from './bootstrap/version.js';

surviveToolSignal();
// Loaded after the flags are read, so that --help and a wrong flag answer at once.
await runApplication(VERSION, async (configuration) => {
  if (configuration.transport === 'stdio') {
    const { startStdio } = await import('./bootstrap/stdio.application.js');
    return startStdio(configuration);
  }
  const { startHttp } = await import('./bootstrap/http.application.js');
  return startHttp(configuration);
});
