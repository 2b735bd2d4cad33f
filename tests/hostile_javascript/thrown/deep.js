// Throws from as deep as it gets, an error that is made there.
// out of fuel | - | ended
const dive = () => {
    try {
        dive();
    } catch (error) {
        throw { error, inner: [error] };
    }
};
exports.answer = () => dive();
