import { Injectable } from '@nestjs/common';
import { Skill, type SkillContent } from 'nest-mcp';

@Injectable()
export class Skills {
  /** The suite reads the folder of the first skill, which must have one inside. */
  @Skill({
    name: 'release-notes',
    description: 'How to write release notes. Use it when the user asks for some.',
    frontmatter: { license: 'MIT', metadata: { audience: 'testers' } },
  })
  releaseNotes(): SkillContent {
    return {
      body: '# Release notes\n\nFollow references/style.md.\n',
      files: { 'references/style.md': 'One line for each change.\n', 'template.txt': '## Added\n' },
    };
  }

  @Skill({ description: 'How to greet somebody' })
  greeting(): string {
    return 'Say hello.\n';
  }
}
