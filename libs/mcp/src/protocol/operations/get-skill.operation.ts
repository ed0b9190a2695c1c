import type { SkillCatalog } from '../../catalog/skill.catalog.js';
import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import type { Operation } from '../operation.js';

/** `skills/get` (SEP-2640): a skill by the URI of its `SKILL.md`. */
export class GetSkillOperation implements Operation {
  readonly method = 'skills/get';
  readonly eras = ['legacy', 'modern'] as const;
  readonly capability = 'skills';

  constructor(private readonly skills: SkillCatalog) {}

  run({ params: { uri }, peer }: Exchange): unknown {
    if (typeof uri !== 'string') {
      throw new McpError('INVALID_PARAMS', 'Invalid params: uri must be a string');
    }
    const entry = this.skills.find(uri);
    // -32602 for a URI that names no skill (SEP-2640).
    if (!entry) throw new McpError('UNKNOWN_SKILL', `There is no skill at ${uri}`);
    return { skill: entry.definition[peer.era] };
  }
}
