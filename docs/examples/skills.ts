import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { McpModule, Skill, type SkillContent } from 'nest-mcp';

// #region method
const CODES = new Map([
  ['D', 'damaged'],
  ['L', 'late'],
]);

@Injectable()
export class ComplaintSkill {
  @Skill({
    name: 'answer-complaints',
    description: 'How to answer a complaint. Use it when a customer is unhappy.',
    frontmatter: { license: 'MIT' },
  })
  complaints(): SkillContent {
    const codes = [...CODES].map(([code, reason]) => `- ${code}: ${reason}`);
    return {
      body: 'Say sorry, then look up the reason in references/codes.md.\n',
      files: { 'references/codes.md': codes.join('\n') },
    };
  }
}
// #endregion

// #region folder
@Module({
  imports: [
    McpModule.forRoot({ name: 'orders', version: '1.0.0', skills: { directory: 'skills' } }),
  ],
  providers: [ComplaintSkill],
})
export class OrdersModule {}
// #endregion
