import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { McpModule } from 'nest-mcp';
import { GreetingTools } from './first-tool.js';
// #region controller
import { Controller, Get } from '@nestjs/common';
import { HealthCheck, HealthCheckService } from '@nestjs/terminus';
import { McpHealthIndicator } from 'nest-mcp';

@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly mcp: McpHealthIndicator,
  ) {}

  @Get('ready')
  @HealthCheck()
  ready() {
    return this.health.check([
      () => this.mcp.catalogue('catalogue'),
      () => this.mcp.connections('connections'),
    ]);
  }
}
// #endregion

@Module({
  imports: [McpModule.forRoot({ name: 'greeter', version: '1.0.0' }), TerminusModule],
  controllers: [HealthController],
  providers: [GreetingTools],
})
export class AppModule {}
