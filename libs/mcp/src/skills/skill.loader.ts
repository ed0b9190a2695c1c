import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { SkillFiles } from '@modelcontextprotocol/server/ext/skills';
import type { EntrySource } from '../catalog/catalog.js';
import type { Catalogs } from '../catalog/catalogs.js';
import { requireKnownOptions, SKILL_OPTIONS } from '../catalog/option.check.js';
import type { SkillEntry } from '../catalog/skill.entry.js';
import { createSkillEntry } from '../catalog/skill.factory.js';
import type { McpContext } from '../context/mcp.context.js';
import type { SkillOptions } from '../decorators/skill.decorator.js';
import { McpError } from '../errors/mcp.error.js';
import { filesOf, toSkillContent } from './skill.manifest.js';
import { pathOf, readerOf } from './skill.reader.js';

/** The SDK's part of the extension is only loaded where there are skills. */
const sdk = () => import('@modelcontextprotocol/server/ext/skills');
const sdkOnNode = () => import('@modelcontextprotocol/server/ext/skills/node');

/** Files with skills, and how messages name them. */
interface Source {
  readonly files: SkillFiles;
  readonly originOf: (path: string) => string;
}

/** Finds skills when the application starts, in a folder and in what methods return. */
export class SkillLoader {
  private readonly logger = new Logger('McpModule');

  constructor(
    private readonly catalogs: Catalogs,
    private readonly directory: string | undefined,
  ) {}

  /** @throws McpError `INVALID_SKILL` or `DUPLICATE_NAME` */
  async load(supplied: readonly EntrySource<SkillOptions>[]): Promise<void> {
    const sources = [
      ...(this.directory === undefined ? [] : [await folder(this.directory)]),
      ...(await Promise.all(supplied.map(called))),
    ];
    for (const source of sources) {
      for (const skill of await this.entriesOf(source)) {
        this.catalogs.skills.add(skill);
        this.catalogs.resources.add(skill.manifest);
      }
    }
  }

  private async entriesOf({ files, originOf }: Source): Promise<SkillEntry[]> {
    const { SkillsExtension, SkillCatalogError } = await sdk();
    try {
      const { entries } = await SkillsExtension.load(files, {
        strict: true,
        onWarning: ({ path, message }) => this.logger.warn(`${originOf(path)}: ${message}`),
      });
      const read = readerOf(files);
      return entries.map((skill) => createSkillEntry(skill, originOf(pathOf(skill.uri)), read));
    } catch (cause) {
      if (!(cause instanceof SkillCatalogError)) throw cause;
      // Outside its strict mode the SDK would leave such a skill out, and says so.
      const problems = cause.problems.map(
        ({ path, message }) => `- ${originOf(path)}: ${message.replace(/ \(.*skipped\)$/, '')}`,
      );
      const text = ['These skills cannot be served; correct or remove them:', ...problems];
      throw new McpError('INVALID_SKILL', text.join('\n'), { cause });
    }
  }
}

async function folder(directory: string): Promise<Source> {
  const { nodeSkillFiles } = await sdkOnNode();
  return { files: nodeSkillFiles(directory), originOf: (path) => join(directory, path) };
}

async function called({
  method,
  origin,
  options,
  handler,
}: EntrySource<SkillOptions>): Promise<Source> {
  requireKnownOptions('INVALID_SKILL', origin, options, SKILL_OPTIONS);
  const { memorySkillFiles } = await sdk();
  // There is no call yet that a context could tell of.
  const returned = await handler({}, undefined as unknown as McpContext);
  const content = toSkillContent(returned, origin);
  const files = memorySkillFiles(filesOf(options.name ?? method, options, content));
  return { files, originOf: () => origin };
}
