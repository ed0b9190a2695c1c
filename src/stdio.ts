import 'reflect-metadata';
import { runApplication } from './bootstrap/application.runner.js';
import { keepCompiledCode } from './bootstrap/compile.cache.js';
import { surviveToolSignal } from './bootstrap/signals.js';
import { VERSION } from './bootstrap/version.js';

keepCompiledCode();
surviveToolSignal();
// Loaded after the flags are read, so that --help and a wrong flag answer at once.
await runApplication(VERSION, async (configuration) => {
  const { startStdio } = await import('./bootstrap/stdio.application.js');
  return startStdio(configuration);
});
