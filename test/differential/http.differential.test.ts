import { compare } from './compare.js';
import { BAD_REQUESTS } from './corpus/bad.requests.js';
import { LEGACY_REQUESTS } from './corpus/legacy.requests.js';
import { MODERN_LADDER } from './corpus/modern.ladder.js';
import { MODERN_REQUESTS } from './corpus/modern.requests.js';
import { INTENDED } from './intended.differences.js';
import { serveOurs, serveSdk } from './subjects.js';

compare({
  corpus: [...MODERN_REQUESTS, ...MODERN_LADDER, ...BAD_REQUESTS, ...LEGACY_REQUESTS],
  intended: INTENDED,
  serveOurs,
  serveSdk,
});
