// A proxy that is revoked.
// completed | TypeError | pass
exports.answer = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
};
