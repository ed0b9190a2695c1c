/**
 * Kinds of handler parameters. Arguments have the number of Nest's request body, so that pipes know
 * them as `body`: a `ValidationPipe` skips anything else.
 */
export const ParameterKind = { Context: 1, Arguments: 3 } as const;
export type ParameterKind = (typeof ParameterKind)[keyof typeof ParameterKind];

/**
 * Nest's own key (`ROUTE_ARGS_METADATA`): with it, decorators made by `createParamDecorator` work
 * on tools too.
 */
export const PARAMETERS_METADATA = '__routeArguments__';
const TYPES_METADATA = 'design:paramtypes';

interface ParameterMetadata {
  readonly index: number;
  readonly data: unknown;
  readonly pipes: readonly unknown[];
}
type ParametersMetadata = Record<string, ParameterMetadata>;

export function declareParameter(
  target: object,
  key: string | symbol,
  kind: ParameterKind,
  { index, data, pipes }: ParameterMetadata,
): void {
  const declared = parametersOf(target, key);
  const entry = { index, data, pipes };
  Reflect.defineMetadata(
    PARAMETERS_METADATA,
    { ...declared, [`${kind}:${index}`]: entry },
    target.constructor,
    key,
  );
}

/** Gives a method without parameter decorators the signature `(args, ctx)`. */
export function describeParameters(target: object, key: string | symbol): void {
  if (Object.keys(parametersOf(target, key)).length === 0) {
    declareParameter(target, key, ParameterKind.Arguments, {
      index: 0,
      data: undefined,
      pipes: [],
    });
    declareParameter(target, key, ParameterKind.Context, { index: 1, data: undefined, pipes: [] });
  }
  hideContextFromPipes(target, key);
}

/** The pipes of single parameters. */
export function pipesOfParameters(type: object, key: string): unknown[] {
  const metadata: unknown = Reflect.getMetadata(PARAMETERS_METADATA, type, key);
  const declared = (metadata as ParametersMetadata | undefined) ?? {};
  return Object.values(declared).flatMap(({ pipes }) => pipes);
}

/**
 * A global `ValidationPipe` checks each parameter whose type is a class, and would copy the
 * context. As a plain `Object` it is left alone.
 */
function hideContextFromPipes(target: object, key: string | symbol): void {
  const types = Reflect.getOwnMetadata(TYPES_METADATA, target, key) as unknown[] | undefined;
  if (!types) return;
  const contexts = Object.entries(parametersOf(target, key))
    .filter(([name]) => name.startsWith(`${ParameterKind.Context}:`))
    .map(([, { index }]) => index);
  const shown = types.map((type, index) => (contexts.includes(index) ? Object : type));
  Reflect.defineMetadata(TYPES_METADATA, shown, target, key);
}

function parametersOf(target: object, key: string | symbol): ParametersMetadata {
  const metadata: unknown = Reflect.getOwnMetadata(PARAMETERS_METADATA, target.constructor, key);
  return (metadata as ParametersMetadata | undefined) ?? {};
}
