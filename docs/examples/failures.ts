import 'reflect-metadata';
import { Injectable, NotFoundException } from '@nestjs/common';
import { McpError, Tool, ToolError } from 'nest-mcp';

// #region errors
@Injectable()
export class FailingTools {
  @Tool()
  closed() {
    throw new ToolError('The shop is closed; try again after 09:00 UTC.');
  }

  @Tool()
  missing() {
    throw new NotFoundException('No order has this number.');
  }

  @Tool()
  broken() {
    throw new Error('connect ECONNREFUSED 10.0.0.5:5432');
  }

  @Tool()
  refused() {
    throw new McpError('INVALID_PARAMS', 'Not this way.');
  }
}
// #endregion
