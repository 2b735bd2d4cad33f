// An error that says it is something else.
// completed | Completed","message":" | pass
exports.answer = () => {
    const error = new Error('","line":1},"returned":42,"x":{"a":"');
    error.name = 'Completed","message":"';
    throw error;
};
