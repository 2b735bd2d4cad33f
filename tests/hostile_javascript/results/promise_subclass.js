// A promise of a class of its own, which never calls back.
// ? | ? | ?
class Silent extends Promise {
    then() {
        return new Silent(() => {});
    }
}
exports.answer = () => Silent.resolve(42);
