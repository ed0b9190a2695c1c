import type { SkillCatalog } from '../../catalog/skill.catalog.js';
import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import { Cursors } from '../cursor.js';
import type { Operation } from '../operation.js';

/** `resources/directory/read` (SEP-2640): what is directly in a folder of a skill. */
export class ReadDirectoryOperation implements Operation {
  readonly method = 'resources/directory/read';
  readonly eras = ['legacy', 'modern'] as const;
  readonly capability = 'skills';

  constructor(
    private readonly skills: SkillCatalog,
    private readonly parts: { readonly pageSize: number; readonly cursorKey: Buffer },
  ) {}

  run({ params: { uri, cursor } }: Exchange): unknown {
    if (typeof uri !== 'string') {
      throw new McpError('INVALID_PARAMS', 'Invalid params: uri must be a string');
    }
    const children = this.skills.folder(uri);
    // -32602 for whatever is no directory, files included (SEP-2640).
    if (!children) throw new McpError('UNKNOWN_DIRECTORY', `There is no directory at ${uri}`);
    const { pageSize, cursorKey } = this.parts;
    const cursors = new Cursors(cursorKey, `${this.method} ${uri}`);
    const start = cursors.read(cursor);
    const end = start + pageSize;
    return {
      resources: children.slice(start, end),
      ...(end < children.length && { nextCursor: cursors.write(end) }),
    };
  }
}
