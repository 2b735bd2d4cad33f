// An `instanceof` that asks itself.
// completed | RangeError | pass
class Endless {
    static [Symbol.hasInstance](value) {
        return value instanceof Endless;
    }
}
exports.answer = () => ({}) instanceof Endless;
