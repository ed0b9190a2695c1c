import { Logger } from '@nestjs/common';
import { afterEach } from 'vitest';

afterEach(() => Logger.overrideLogger(['error', 'warn', 'log']));

// The example is a test itself.
await import('../../../docs/examples/testing.js');
