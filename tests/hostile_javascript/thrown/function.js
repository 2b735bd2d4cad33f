// Throws a function, a list and a cycle.
// completed | Uncaught | pass
exports.answer = () => {
    const list = [() => {}, class A {}];
    list.push(list);
    throw list;
};
