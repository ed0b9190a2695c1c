import 'reflect-metadata';
// #region tool
import { Inject, Injectable, Scope } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { type McpContext, Tool } from 'nest-mcp';

@Injectable({ scope: Scope.REQUEST })
export class Tenant {
  constructor(@Inject(REQUEST) private readonly ctx: McpContext) {}

  get name(): unknown {
    return this.ctx.headers['x-tenant'] ?? 'none';
  }
}

@Injectable()
export class TenantTools {
  constructor(private readonly tenant: Tenant) {}

  @Tool({ name: 'which_tenant' })
  which() {
    return this.tenant.name;
  }
}
// #endregion
