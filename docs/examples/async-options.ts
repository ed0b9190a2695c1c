import 'reflect-metadata';
import { type CanActivate, Injectable, Module, UseGuards } from '@nestjs/common';
import { McpModule } from 'nest-mcp';
import { GreetingTools } from './first-tool.js';

@Injectable()
export class Settings {
  readonly version = '2.1.0';
}

@Module({ providers: [Settings], exports: [Settings] })
export class SettingsModule {}

@Injectable()
export class OfficeHoursGuard implements CanActivate {
  static open = true;

  canActivate(): boolean {
    return OfficeHoursGuard.open;
  }
}

// #region async
@Module({
  imports: [
    McpModule.forRootAsync({
      imports: [SettingsModule],
      inject: [Settings],
      useFactory: ({ version }: Settings) => ({ name: 'greeter', version, timeout: 10_000 }),
      // Extras stand beside the factory: Nest needs them before it can run it.
      path: 'ai/mcp',
      sse: true,
      controllerDecorators: [UseGuards(OfficeHoursGuard)],
    }),
  ],
  providers: [GreetingTools],
})
export class AppModule {}
// #endregion
