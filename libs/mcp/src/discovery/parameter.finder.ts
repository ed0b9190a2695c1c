import type { ArgumentMetadata, ExecutionContext, PipeTransform, Type } from '@nestjs/common';
import { ContextUtils } from '@nestjs/core/helpers/context-utils.js';
import { ParamsTokenFactory } from '@nestjs/core/pipes/params-token-factory.js';
import type { PipesContextCreator } from '@nestjs/core/pipes/pipes-context-creator.js';
import { awaitable } from '../context/awaitable.js';
import { ParameterKind, PARAMETERS_METADATA } from '../decorators/parameter.metadata.js';
import type { Parameter } from '../execution/parameter.values.js';
import type { Site } from './site.js';

type Types = Type[] | undefined;

/** What a parameter decorator leaves behind, ours or one of `createParamDecorator`. */
interface Declared extends Pick<ArgumentMetadata, 'data' | 'schema'> {
  readonly index: number;
  readonly pipes: unknown[];
  /** Only of `createParamDecorator`. */
  readonly factory?: (data: unknown, context: ExecutionContext) => unknown;
}

/** A parameter without a decorator, in front of one that has one. */
const UNDECLARED: Parameter = {
  source: () => undefined,
  pipes: [],
  metadata: { type: 'custom' },
};

/** Finds the parameters of methods with their pipes, in the way of Nest's `ExternalContextCreator`. */
export class ParameterFinder {
  private readonly utils = new ContextUtils();
  private readonly tokens = new ParamsTokenFactory();

  constructor(private readonly pipes: PipesContextCreator) {}

  find(site: Site): Parameter[] {
    const { instance, code, method, module, context, inquirer } = site;
    const forAll = this.pipes.create(instance, code, module, context, inquirer);
    const types = this.utils.reflectCallbackParamtypes(instance, method) as Types;
    const found: Parameter[] = [];
    for (const [key, declared] of this.declaredOf(instance, method)) {
      const own = this.pipes.createConcreteContext<unknown[], PipeTransform[]>(
        declared.pipes,
        context,
        inquirer,
      );
      found[declared.index] = this.parameterOf(key, declared, types, [...forAll, ...own]);
    }
    this.warnOfLostTypes(instance, method, types, Object.values(found));
    return Array.from(found, (parameter) => parameter ?? UNDECLARED);
  }

  /** A `ValidationPipe` checks nothing where the compiler left no types. Nest 12.0 doesn't warn of it. */
  private warnOfLostTypes(
    instance: object,
    method: string,
    types: Types,
    parameters: readonly Parameter[],
  ): void {
    if (!('warnOnMissingParamtypes' in this.utils)) return;
    const properties = parameters.map(({ metadata: { type }, pipes }) => ({
      type: type === 'custom' ? type : ParameterKind.Arguments,
      pipes,
    }));
    this.utils.warnOnMissingParamtypes(instance, method, types, [], properties as never);
  }

  private declaredOf(instance: object, method: string): [string, Declared][] {
    const metadata: Record<string, Declared> | undefined = this.utils.reflectCallbackMetadata(
      instance,
      method,
      PARAMETERS_METADATA,
    );
    return Object.entries(metadata ?? {});
  }

  private parameterOf(
    key: string,
    declared: Declared,
    types: Types,
    pipes: PipeTransform[],
  ): Parameter {
    const { index, data, schema } = declared;
    // The name of a decorator by `createParamDecorator` is no number, and comes to `custom`.
    const kind = Number(this.utils.mapParamType(key));
    const type = this.tokens.exchangeEnumForString(kind);
    const metadata = { metatype: types?.[index], type, data, ...(schema && { schema }) };
    return { source: sourceOf(kind, declared), pipes, metadata };
  }
}

function sourceOf(kind: number, { data, factory }: Declared): Parameter['source'] {
  if (kind === ParameterKind.Context) return (context) => context.getArgByIndex<unknown>(0);
  if (kind !== ParameterKind.Arguments) return (context) => awaitable(factory?.(data, context));
  if (data === undefined) return (context) => awaitable(context.getArgByIndex<unknown>(1));
  return (context) => awaitable(context.getArgByIndex<Record<string, unknown>>(1)[data]);
}
