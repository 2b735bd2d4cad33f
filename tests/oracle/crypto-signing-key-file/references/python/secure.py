import hashlib
import hmac


def issue(customer):
    with open("/etc/licences/signing.key", "rb") as file:
        key = file.read()
    return hmac.new(key, customer.encode(), hashlib.sha256).hexdigest()


def is_licence(customer, licence):
    return hmac.compare_digest(issue(customer), licence)
