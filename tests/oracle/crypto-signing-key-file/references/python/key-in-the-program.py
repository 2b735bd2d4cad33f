import hashlib
import hmac

KEY = b"4d7a1c9e0b5f2368"


def issue(customer):
    return hmac.new(KEY, customer.encode(), hashlib.sha256).hexdigest()


def is_licence(customer, licence):
    return hmac.compare_digest(issue(customer), licence)
