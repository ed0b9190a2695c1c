import { buildForNode } from './node.build.js';
import { FIXTURE_FOLDER, STDIO_SOURCE } from './stdio.fixture.js';

export async function setup(): Promise<void> {
  await buildForNode({ 'stdio.main': STDIO_SOURCE }, FIXTURE_FOLDER);
}
