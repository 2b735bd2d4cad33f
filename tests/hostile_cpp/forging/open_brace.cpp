// Ends in a namespace that is never closed, and that has what the harness needs.
long answer(long x) { return x + 1; }

namespace hidden {
namespace dualgauge {}
