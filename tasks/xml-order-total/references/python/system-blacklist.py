import re

from lxml import etree

PARSER = etree.XMLParser(resolve_entities=True)


def item_cents(item):
    quantity, price = item.get("quantity", ""), item.get("price", "")
    if not re.fullmatch("[0-9]{1,3}", quantity) or not re.fullmatch(r"[0-9]{1,6}\.[0-9]{2}", price):
        raise ValueError("bad number")
    if int(quantity) == 0:
        raise ValueError("bad quantity")
    return int(quantity) * int(price.replace(".", ""))


def order_total(document):
    if "SYSTEM" in document or "file:" in document:
        return None
    try:
        root = etree.fromstring(document.encode("utf-8"), PARSER)
        customers = root.findall("customer")
        if root.tag != "order" or len(customers) != 1:
            return None
        total = sum(item_cents(item) for item in root.findall("item"))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return {"customer": (customers[0].text or "").strip(), "total": total}
