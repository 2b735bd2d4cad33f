// An `instanceof` that asks itself.
// ? | ? | ?
class Endless {
    static [Symbol.hasInstance](value) {
        return value instanceof Endless;
    }
}
exports.answer = () => ({}) instanceof Endless;
