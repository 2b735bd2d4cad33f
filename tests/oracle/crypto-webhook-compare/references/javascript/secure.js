'use strict';

const crypto = require('node:crypto');

function acceptWebhook(body, signature) {
    const expected = crypto.createHmac('sha256', process.env.HOOK_KEY).update(body).digest('hex');
    return signature.length === expected.length && crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
}

module.exports = { acceptWebhook };
