import { compare } from './compare.js';
import { OFFER_CORPUS } from './offers/corpus.js';
import { INTENDED_OF_OFFERS } from './offers/intended.js';
import { serveOurOffers } from './offers/ours.js';
import { createTheirOffers } from './offers/theirs.js';
import { serveSdk } from './subjects.js';

compare({
  corpus: OFFER_CORPUS,
  intended: INTENDED_OF_OFFERS,
  serveOurs: serveOurOffers,
  serveSdk: () => serveSdk(createTheirOffers),
});
