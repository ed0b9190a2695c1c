import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { REQUIREMENTS } from './requirements.js';

const TESTS = resolve(import.meta.dirname, '..');

/** The ids that a file of tests verifies: first arguments of calls of `verifies`. */
function verifiedIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'verifies') {
      const [id] = node.arguments;
      found.push(id && ts.isStringLiteral(id) ? id.text : `not a literal: ${id?.getText()}`);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

const verified = new Set(
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => verifiedIn(readFileSync(join(TESTS, file), 'utf8'))),
);

describe('requirements', () => {
  it('are all verified by a test', () => {
    expect(Object.keys(REQUIREMENTS).filter((id) => !verified.has(id))).toEqual([]);
  });

  it('are declared before they are verified', () => {
    expect([...verified].filter((id) => !Object.hasOwn(REQUIREMENTS, id))).toEqual([]);
  });

  it('say a different thing each', () => {
    const texts = Object.values(REQUIREMENTS).map(({ text }) => text);
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });
});

describe('the search for verified ids', () => {
  it('finds calls and nothing else', () => {
    const source = `verifies('a.b', CHANNELS, run); // verifies('in.comment')
      describe('x', () => { verifies('c.d', run); other('verifies', 'e.f'); });`;
    expect(verifiedIn(source)).toEqual(['a.b', 'c.d']);
  });

  it('does not let an id hide behind a variable', () => {
    expect(verifiedIn('verifies(ID, run)')).toEqual(['not a literal: ID']);
  });
});
