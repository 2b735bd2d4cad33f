// A class that makes itself while it is made.
// completed | RangeError | pass
class Endless {
    field = new Endless();
}
exports.answer = () => new Endless();
