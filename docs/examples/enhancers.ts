import 'reflect-metadata';
import {
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type PipeTransform,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { Args, Ctx, McpArgumentsHost, McpContext, Tool, ToolError } from 'nest-mcp';
import { map, type Observable } from 'rxjs';

// #region guard
@Injectable()
export class TrustedClients implements CanActivate {
  canActivate(host: ExecutionContext): boolean {
    const mcp = McpArgumentsHost.create(host);
    return mcp.getContext().client?.name !== 'unknown' && mcp.getArguments()['number'] !== 'X-0';
  }
}
// #endregion

// #region others
@Injectable()
export class UpperCase implements PipeTransform<string, string> {
  transform(value: string): string {
    return value.toUpperCase();
  }
}

@Injectable()
export class AddTransport implements NestInterceptor {
  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { transport } = McpArgumentsHost.create(host).getContext();
    return next.handle().pipe(map((value: unknown) => ({ value, transport })));
  }
}

@Catch(RangeError)
export class OutOfRange implements ExceptionFilter<RangeError> {
  catch(error: RangeError, _host: ArgumentsHost): never {
    throw new ToolError(`Out of range: ${error.message}`);
  }
}
// #endregion

// #region tool
@Injectable()
export class GuardedTools {
  @Tool({
    name: 'find_order',
    input: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] },
  })
  @UseGuards(TrustedClients)
  @UseInterceptors(AddTransport)
  @UseFilters(OutOfRange)
  find(@Args('number', UpperCase) number: string, @Ctx() ctx: McpContext) {
    if (number.length > 8) throw new RangeError('numbers have 8 characters at most');
    return { number, era: ctx.era };
  }
}
// #endregion
