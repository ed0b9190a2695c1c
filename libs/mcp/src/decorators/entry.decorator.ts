import { ENTRY_PROVIDER_WATERMARK } from '@nestjs/common/constants.js';
import { describeParameters } from './parameter.metadata.js';

/**
 * A method decorator that notes what a method offers, for the explorer to find. Its class becomes one that
 * requests enter by, so that Nest makes request-scoped guards of the whole application for it.
 */
export function offer(metadata: string, options: object): MethodDecorator {
  const note = offerAtStart(metadata, options);
  return (target, key, descriptor) => {
    note(target, key, descriptor);
    Reflect.defineMetadata(ENTRY_PROVIDER_WATERMARK, true, target.constructor);
  };
}

/** The same for a method that is called when the application starts, and by no request. */
export function offerAtStart(metadata: string, options: object): MethodDecorator {
  return (target, key, descriptor) => {
    Reflect.defineMetadata(metadata, options, descriptor.value as object);
    describeParameters(target, key);
  };
}
