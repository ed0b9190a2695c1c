import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { CONFIG_FILE_OPTION, OPTION_ENTRIES } from '../../src/config/configuration.options.js';
import { read, rowsOf } from './markdown.js';

const PAGE = 'docs/configuration.md';
const MODULE_OPTIONS = 'libs/mcp/src/mcp.options.ts';
const TOOL_OPTIONS = 'libs/mcp/src/decorators/tool.decorator.ts';
/** Options that are only the sum of others. */
const GROUPS = ['limits', 'skills', 'state'];
const rows = new Map(rowsOf(PAGE).map(([name = '', ...cells]) => [name, cells]));

interface Option {
  readonly name: string;
  readonly required: boolean;
  /** What `@default` says. */
  readonly fallback: string | undefined;
}

/** The members of an interface. */
function optionsOf(interfaceName: string, prefix = '', file = MODULE_OPTIONS): Option[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const found = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === interfaceName);
  return found!.members.filter(ts.isPropertySignature).map((member) => {
    const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
    return {
      name: prefix + member.name.getText(),
      required: member.questionToken === undefined,
      fallback: ts.getTextOfJSDocComment(tag?.comment)?.trim(),
    };
  });
}

describe('the options of the module', () => {
  const options = [
    ...optionsOf('McpModuleOptions').filter(({ name }) => !GROUPS.includes(name)),
    ...optionsOf('SessionOptions', 'sessions.'),
    ...optionsOf('LimitOptions', 'limits.'),
    ...optionsOf('SkillsOptions', 'skills.'),
    ...optionsOf('McpModuleExtras'),
  ];

  it.each(options)('$name is documented with its default', ({ name, required, fallback }) => {
    const [shown, meaning] = rows.get(`\`${name}\``) ?? [];
    expect(meaning).toMatch(/\w+/);
    if (required) expect(shown).toBe('required');
    else if (fallback !== undefined) expect(shown?.replaceAll('`', '')).toBe(fallback);
  });

  it('are all that is documented', () => {
    const documented = [...rows.keys()].filter((name) => /^`[a-z][\w.]*`$/i.test(name));
    const names = options.map(({ name }) => `\`${name}\``);
    expect(documented.filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('the options of a tool', () => {
  it('are all documented', () => {
    const cells = rowsOf('docs/tools.md').map(([name = '']) => name);
    const names = optionsOf('ToolOptions', '', TOOL_OPTIONS).map(({ name }) => `\`${name}\``);
    expect(names.filter((name) => !cells.some((cell) => cell.includes(name)))).toEqual([]);
  });
});

describe('the settings of the application', () => {
  it.each(OPTION_ENTRIES)('%s is documented as it is', (key, definition) => {
    const { flag, env, allowed, default: fallback } = definition;
    const given = typeof fallback === 'string' || typeof fallback === 'number';
    expect(rows.get(`\`--${flag}\``)).toEqual([
      `\`${env}\``,
      `\`${key}\``,
      given ? `\`${fallback}\`` : 'none',
      allowed,
    ]);
  });

  it('are all that is documented', () => {
    const documented = [...rows.keys()].filter((name) => name.startsWith('`--'));
    expect(documented).toHaveLength(OPTION_ENTRIES.length);
  });

  it('come from a file that a flag or a variable names', () => {
    expect(read(PAGE)).toContain(
      `\`--${CONFIG_FILE_OPTION.flag}\` or \`${CONFIG_FILE_OPTION.env}\``,
    );
  });
});
