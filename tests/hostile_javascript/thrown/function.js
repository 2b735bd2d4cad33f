// Throws a function, a list and a cycle.
// ? | ? | ?
exports.answer = () => {
    const list = [() => {}, class A {}];
    list.push(list);
    throw list;
};
