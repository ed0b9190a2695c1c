import { MCP_REQUIREMENTS } from './mcp.requirements.js';
import { NEST_REQUIREMENTS } from './nest.requirements.js';

/** Everything that `verifies` may name; a test fails for an id that nothing verifies. */
export const REQUIREMENTS = { ...MCP_REQUIREMENTS, ...NEST_REQUIREMENTS };

export type RequirementId = keyof typeof REQUIREMENTS;
