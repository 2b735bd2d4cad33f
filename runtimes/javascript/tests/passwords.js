'use strict';
// bcrypt, bcryptjs and argon2 over the host.
const assert = require('assert');
const argon2 = require('argon2');
const bcrypt = require('bcrypt');
const bcryptjs = require('bcryptjs');

const salt = '$2b$05$abcdefghijklmnopqrstuu';
assert.strictEqual(bcrypt.hashSync('pw', salt), '$2b$05$abcdefghijklmnopqrstuuHIrMEWpUCQe2YqFR3sXwQ75u4od..9q');
assert.strictEqual(bcryptjs.hashSync('pw', salt), '$2b$05$abcdefghijklmnopqrstuuHIrMEWpUCQe2YqFR3sXwQ75u4od..9q');
assert.throws(() => bcrypt.hashSync('pw', 'x'), /Invalid salt/);
assert.throws(() => bcryptjs.hashSync('pw', 'x'), /Invalid salt version/);
assert.throws(() => bcrypt.hashSync('pw'), /data and salt arguments required/);
assert.strictEqual(bcrypt.getRounds(bcrypt.hashSync('pw', 4)), 4);
assert.ok(!bcrypt.compareSync('pw', 'no hash'));

(async () => {
    const hash = await bcryptjs.hash('pw', 4);
    assert.ok(hash.startsWith('$2a$04$'));
    assert.ok(await bcrypt.compare('pw', hash));
    assert.ok(!(await bcryptjs.compare('other', hash)));
    bcrypt.compare('pw', hash, async (error, fits) => {
        assert.ifError(error);
        assert.ok(fits);
        const options = { salt: Buffer.from('0123456789abcdef'), memoryCost: 1024, timeCost: 2, parallelism: 1 };
        const digest = await argon2.hash('pw', options);
        assert.strictEqual(digest, '$argon2id$v=19$m=1024,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$nI9xnQCPnyiXYzrkopaIPbdpCSk8Q0k/jjtEuheQMhA');
        assert.ok(await argon2.verify(digest, 'pw'));
        assert.ok(!(await argon2.verify(digest, 'other')));
        assert.ok(argon2.needsRehash(digest));
        assert.ok(!argon2.needsRehash(digest, options));
        console.log('ok');
    });
})();
