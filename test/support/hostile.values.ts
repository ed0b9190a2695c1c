const fail = (): never => {
  throw new Error('hostile');
};

const TRAPS: ProxyHandler<object> = {
  get: fail,
  has: fail,
  ownKeys: fail,
  getPrototypeOf: fail,
  getOwnPropertyDescriptor: fail,
};

/** Values that code can throw or reject with and that can't be read in the usual ways. */
export function hostileValues(): [name: string, value: unknown][] {
  return [
    ['undefined', undefined],
    ['null', null],
    ['a symbol', Symbol('hostile')],
    ['a BigInt', 10n],
    ['an object without prototype', Object.create(null)],
    ['a proxy whose traps throw', new Proxy({}, TRAPS)],
    ['a proxy of an error whose traps throw', new Proxy(new Error('inner'), TRAPS)],
    ['a revoked proxy', revoked()],
    ['an object whose toString throws', { toString: fail, [Symbol.toPrimitive]: fail }],
    ['an object whose getters throw', withGetters({}, ['message', 'stack', 'name', 'constructor'])],
    [
      'an object that throws when it is inspected',
      { [Symbol.for('nodejs.util.inspect.custom')]: fail },
    ],
    ['an object with a tag that throws', withGetters({}, [Symbol.toStringTag])],
    [
      'an error whose getters throw',
      withGetters(new Error('x'), ['stack', 'message', 'cause', 'code']),
    ],
    ['an error whose class throws', withGetters(new Error('x'), ['constructor', 'name'])],
    ['an error with a member that throws', withGetters(new Error('x'), ['detail'])],
    ['a frozen error', Object.freeze(new Error('frozen'))],
    ['an error that is its own cause', ownCause()],
    [
      'an error whose texts are none',
      Object.assign(new Error('x'), { message: 1n, stack: Symbol('s') }),
    ],
    ['a list of errors that holds itself', ownMember()],
    ['a function', fail],
    ['a long text', 'x'.repeat(100_000)],
  ];
}

function withGetters(target: object, names: readonly PropertyKey[]): object {
  // V8 composes the stack of an error from its other members when it is first touched.
  if (target instanceof Error) void target.stack;
  for (const name of names) Object.defineProperty(target, name, { get: fail, enumerable: true });
  return target;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function ownCause(): Error {
  const error = new Error('circular');
  error.cause = error;
  return error;
}

function ownMember(): AggregateError {
  const error = new AggregateError([], 'circular');
  error.errors.push(error);
  return error;
}
