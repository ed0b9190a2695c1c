import { Injectable, Module } from '@nestjs/common';
import { McpModule, Skill, type McpModuleOptions, type SkillContent } from 'nest-mcp';

export const SKILLS = 'test/extensions/skills';

@Injectable()
class Greetings {
  readonly text = '# Greetings\n\nSay hello.\n';
}

@Injectable()
export class Desk {
  constructor(private readonly greetings: Greetings) {}

  @Skill({ description: 'How to greet', frontmatter: { license: 'MIT' } })
  async greeting(): Promise<SkillContent> {
    const files = { 'words/hello.txt': 'Hello' };
    return Promise.resolve({ body: this.greetings.text, files });
  }
}

export const OPTIONS: McpModuleOptions = {
  name: 'desk',
  version: '1.0.0',
  pageSize: 2,
  drain: 0,
  skills: { directory: SKILLS },
};

@Module({
  imports: [McpModule.forRoot({ ...OPTIONS, sse: true })],
  providers: [Desk, Greetings],
})
export class DeskModule {}
