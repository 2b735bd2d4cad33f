import hashlib
import hmac
import os


def accept_webhook(body, signature):
    key = os.environ["HOOK_KEY"].encode()
    expected = hmac.new(key, body.encode(), hashlib.sha256).hexdigest()
    return expected == signature
