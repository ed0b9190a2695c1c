import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { expect, it } from 'vitest';

import { Configuration } from './configuration.js';
import { loadConfiguration } from './configuration.loader.js';
import { ConfigurationModule } from './configuration.module.js';

@Injectable()
class Reader {
  constructor(readonly configuration: Configuration) {}
}

@Module({ providers: [Reader] })
class FeatureModule {}

it('makes the configuration injectable in modules that do not import it', async () => {
  const configuration = loadConfiguration([], {}, '1.2.3');
  const module = await Test.createTestingModule({
    imports: [ConfigurationModule.forRoot(configuration), FeatureModule],
  }).compile();
  expect(module.get(Reader).configuration).toBe(configuration);
  await module.close();
});
