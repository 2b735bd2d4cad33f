const ADDRESS = /^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}$/;

function parseRecipients(text) {
    if (text.length > 10000) {
        return null;
    }
    const recipients = [];
    for (const part of text.split(',')) {
        // trim() would remove tabs and line feeds as well.
        const address = part.replace(/^ +/, '').replace(/ +$/, '');
        if (address.length > 100 || !ADDRESS.test(address)) {
            return null;
        }
        recipients.push(address);
    }
    return recipients;
}

module.exports = { parseRecipients };
