// What Node has and isn't served here: refused by name.
import { nodeError } from './checks.js';

function refused(name) {
    return nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', `crypto.${name} is not served here`);
}

export class X509Certificate {
    constructor() {
        throw refused('X509Certificate');
    }
}

export class Certificate {
    static exportChallenge() {
        throw refused('Certificate');
    }

    static exportPublicKey() {
        throw refused('Certificate');
    }

    static verifySpkac() {
        throw refused('Certificate');
    }
}

export function setEngine() {
    throw refused('setEngine');
}

export function setFips(enabled) {
    if (enabled) throw nodeError(Error, 'ERR_CRYPTO_FIPS_UNAVAILABLE', 'Cannot set FIPS mode in a non-FIPS build.');
}

export const getFips = () => 0;
export const secureHeapUsed = () => undefined;
