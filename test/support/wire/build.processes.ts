import { buildForNode } from '../node.build.js';
import { PROCESS_FOLDER, PROCESS_SOURCES } from './process.files.js';

export async function setup(): Promise<void> {
  await buildForNode(PROCESS_SOURCES, PROCESS_FOLDER);
}
