import 'reflect-metadata';
import { Controller, Get, Module, NotFoundException } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { McpModule, ToolError } from 'nest-mcp';
// #region guard
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { McpArgumentsHost } from 'nest-mcp';

@Injectable()
export class ApiKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return headersOf(context)['x-api-key'] === 'secret';
  }
}

function headersOf(context: ExecutionContext): Record<string, unknown> {
  if (McpArgumentsHost.isMcp(context)) return McpArgumentsHost.create(context).getContext().headers;
  return context.switchToHttp().getRequest<{ headers: Record<string, unknown> }>().headers;
}
// #endregion

// #region interceptor
import type { CallHandler, NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';

@Injectable()
export class EnvelopeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (McpArgumentsHost.isMcp(context)) return next.handle();
    return next.handle().pipe(map((data: unknown) => ({ data })));
  }
}
// #endregion

// #region filter
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (McpArgumentsHost.isMcp(host)) throw error;
    const status = error instanceof HttpException ? error.getStatus() : 500;
    this.adapterHost.httpAdapter.reply(host.switchToHttp().getResponse(), { status }, status);
  }
}
// #endregion

import { Tool } from 'nest-mcp';

@Injectable()
export class DeskTools {
  @Tool()
  open() {
    return 'open';
  }

  @Tool()
  closed() {
    throw new ToolError('The desk is closed.');
  }
}

@Controller('desk')
export class DeskController {
  @Get()
  open() {
    return 'open';
  }

  @Get('closed')
  closed() {
    throw new NotFoundException('The desk is closed.');
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'desk', version: '1.0.0' })],
  controllers: [DeskController],
  providers: [
    DeskTools,
    { provide: APP_GUARD, useClass: ApiKeyGuard },
    { provide: APP_INTERCEPTOR, useClass: EnvelopeInterceptor },
    { provide: APP_FILTER, useClass: HttpErrorFilter },
  ],
})
export class ExistingModule {}
