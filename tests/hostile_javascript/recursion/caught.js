// As deep as can be, caught, and an answer from down there.
// completed | 42 | pass
let deepest = 0;
const dive = (depth) => {
    deepest = depth;
    try {
        return dive(depth + 1);
    } catch {
        return dive.constructor === Function ? 42 : 0;
    }
};
exports.answer = () => dive(0);
