// Labels, `with`, and names that are words elsewhere.
// completed | 42 | pass
exports.answer = function (x) {
    var async = 1, of = 2, get = 3, set = 4, let_ = 5, await = 6, yield = 7;
    outer: { inner: for (;;) { if (x) break outer; else continue inner; } }
    with ({ x: x + 1 }) {
        switch (x) { case 1: default: { var answer = x; } }
        if (x) answer = x; else ; for (var i in { a: 1 }) answer = x; do answer = x; while (0)
    }
    return answer;
};
