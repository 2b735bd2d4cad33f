// An entry that is a class, and one that is a getter of it.
// out of fuel | - | ended
class answer {
    static get answer() { throw new Error('no'); }
    constructor() { for (;;); }
}
module.exports = { Answer: answer };
