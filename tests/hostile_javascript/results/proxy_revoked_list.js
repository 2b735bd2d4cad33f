// A proxy of a list and one of a function, revoked, among other things.
// completed | TypeError | pass
exports.answer = () => {
    const list = Proxy.revocable([], {});
    const call = Proxy.revocable(() => {}, {});
    list.revoke();
    call.revoke();
    return { call: call.proxy, list: list.proxy };
};
