// A proxy that is revoked.
// ? | ? | ?
exports.answer = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
};
