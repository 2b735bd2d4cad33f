// A class that makes itself while it is made.
// ? | ? | ?
class Endless {
    field = new Endless();
}
exports.answer = () => new Endless();
