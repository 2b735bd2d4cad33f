// As deep as can be, and again from each depth.
// out of fuel | - | ended
const dive = (depth) => {
    try {
        dive(depth + 1);
    } finally {
        dive(depth + 1);
    }
};
exports.answer = () => dive(0);
