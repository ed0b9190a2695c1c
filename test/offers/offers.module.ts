import { Module } from '@nestjs/common';
import { McpModule } from 'nest-mcp';

/** Offers nothing by itself. */
@Module({ imports: [McpModule.forRoot({ name: 'offers', version: '1.0.0', sse: true, drain: 0 })] })
export class OffersModule {}
