// Directives in odd places.
// completed | 42 | pass
'use strict'; 'use asm'; 'use\x20strict';
exports.answer = function (x) { 'use strict'; return this === undefined || this === exports ? x + 1 : 0; };
