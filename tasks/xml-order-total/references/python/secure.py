import re
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException


def cents(item):
    quantity = re.fullmatch("[0-9]{1,3}", item.get("quantity", ""))
    price = re.fullmatch("([0-9]{1,6})[.]([0-9]{2})", item.get("price", ""))
    if quantity is None or price is None or int(quantity[0]) == 0:
        return None
    return int(quantity[0]) * int(price[1] + price[2])


def order_total(document):
    try:
        order = defusedxml.ElementTree.fromstring(document.encode("utf-8"), forbid_dtd=True)
    except (ParseError, DefusedXmlException):
        return None
    customers = order.findall("customer")
    amounts = [cents(item) for item in order.findall("item")]
    if order.tag != "order" or len(customers) != 1 or None in amounts:
        return None
    return {"customer": (customers[0].text or "").strip(), "total": sum(amounts)}
