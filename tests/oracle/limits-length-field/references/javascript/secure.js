'use strict';

function readMessage(packet) {
    if (packet.length < 4) {
        return null;
    }
    const length = packet.readUInt32BE(0);
    if (length > packet.length - 4) {
        return null;
    }
    const message = Buffer.alloc(length);
    packet.copy(message, 0, 4);
    return message;
}

module.exports = { readMessage };
