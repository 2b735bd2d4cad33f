// A result that holds itself in many ways.
// completed | {"list":[{"$cycle":true},{"$cycle":true}],"map":{"$dict":[[{ | pass
exports.answer = () => {
    const object = { list: [], map: new Map(), set: new Set() };
    object.list.push(object, object.list);
    object.map.set(object.map, object);
    object.set.add(object.set);
    return object;
};
