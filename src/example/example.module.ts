import { Module } from '@nestjs/common';

import { ExampleTools } from './example.tools.js';

@Module({ providers: [ExampleTools] })
export class ExampleModule {}
