import { ENTRY_PROVIDER_WATERMARK } from '@nestjs/common/constants.js';
import { describeParameters } from './parameter.metadata.js';

/** A method decorator that notes what a method offers, for the explorer to find. */
export function offer(metadata: string, options: object): MethodDecorator {
  return (target, key, descriptor) => {
    Reflect.defineMetadata(metadata, options, descriptor.value as object);
    describeParameters(target, key);
    Reflect.defineMetadata(ENTRY_PROVIDER_WATERMARK, true, target.constructor);
  };
}
