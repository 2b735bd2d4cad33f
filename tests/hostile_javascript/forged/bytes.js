// An object that looks like bytes in the form that results have.
// completed | {"$dict":[["$bytes","NDI="]]} | pass
exports.answer = () => ({ $bytes: 'NDI=' });
