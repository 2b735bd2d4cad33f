// Names that the loader reads after the text ran are in their dead zone, or throw.
// not loaded: RangeError | - | ended
const answer = (x) => x + 1;
if (process.argv.length) throw new RangeError('before the rest is there');
const later = 1;
class Later {}
