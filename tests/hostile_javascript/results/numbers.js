// Numbers at the ends of what there is.
// completed | [-0.0,{"$float":"nan"},{"$float":"inf"},{"$float":"-inf"},90 | pass
exports.answer = () => [-0, NaN, Infinity, -Infinity, 2 ** 53, 5e-324, 1.7976931348623157e308, 1e21, 123456789012345680000, 0.1 + 0.2, 2n ** 63n, -(2n ** 63n), 2n ** 64n];
