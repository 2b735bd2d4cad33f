// Lists in lists, made flat.
// out of fuel | - | ended
exports.answer = () => {
    let list = [42];
    for (let i = 0; i < 1_000_000; i += 1) list = [list];
    return list.flat(Infinity)[0];
};
