import { describe, expect, it } from 'vitest';
import { LEGACY_REVISIONS, MODERN_REVISIONS, type Era } from '../context/revisions.js';
import { ServedEras } from './served.eras.js';

describe('ServedEras', () => {
  it.each<[Era[] | undefined, readonly string[]]>([
    [undefined, [...MODERN_REVISIONS, ...LEGACY_REVISIONS]],
    [['modern'], MODERN_REVISIONS],
    [['legacy'], LEGACY_REVISIONS],
    [
      ['legacy', 'modern'],
      [...MODERN_REVISIONS, ...LEGACY_REVISIONS],
    ],
  ])('of %j have their revisions, newest first', (eras, revisions) => {
    expect(new ServedEras(eras).revisions).toEqual(revisions);
  });

  it('refuse the other era with what there is', () => {
    const served = new ServedEras(['legacy']);
    expect(() => served.check('legacy', '2025-11-25')).not.toThrow();
    expect(() => served.check('modern', '2026-07-28')).toThrow(
      expect.objectContaining({
        code: 'UNSUPPORTED_REVISION',
        data: { supported: [...LEGACY_REVISIONS], requested: '2026-07-28' },
      }),
    );
  });

  it.each([
    [['legacy'], '2026-07-28', false],
    [['legacy'], '2099-01-01', false],
    [['legacy'], '2025-11-25', true],
    [['legacy'], undefined, true],
    [['modern'], '2099-01-01', true],
    [['modern'], '2025-11-25', true],
  ] as [Era[], string | undefined, boolean][])(
    'of %j let a message pass that names %s: %s',
    (eras, named, passes) => {
      const check = () => new ServedEras(eras).checkNamed(named);
      if (passes) expect(check).not.toThrow();
      else expect(check).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_REVISION' }));
    },
  );
});
