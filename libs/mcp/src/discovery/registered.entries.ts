import { ENTRY_PROVIDER_WATERMARK } from '@nestjs/common/constants.js';
import { describeParameters } from '../decorators/parameter.metadata.js';

/**
 * The class that guards and the like see for an entry that is added at run time: such an entry is a function,
 * and what holds for the whole application holds for it, too. It is a provider of its server's module, and
 * one that requests enter by, so that Nest makes request-scoped guards of the whole application for it.
 */
export class RegisteredEntries {
  /** Describes the parameters of the functions; it is never called itself. */
  run(_args: object, _ctx: object): void {}
}

Reflect.defineMetadata(ENTRY_PROVIDER_WATERMARK, true, RegisteredEntries);
describeParameters(RegisteredEntries.prototype, 'run');
// A global ValidationPipe asks for types, and leaves an `Object` alone.
Reflect.defineMetadata('design:paramtypes', [Object, Object], RegisteredEntries.prototype, 'run');
