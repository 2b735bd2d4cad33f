// Lists in lists, made flat.
// ? | ? | ?
exports.answer = () => {
    let list = [42];
    for (let i = 0; i < 1_000_000; i += 1) list = [list];
    return list.flat(Infinity)[0];
};
