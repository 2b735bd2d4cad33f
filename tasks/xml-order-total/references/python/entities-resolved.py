import re

from lxml import etree


def order_total(document):
    parser = etree.XMLParser(load_dtd=True, resolve_entities=True, no_network=False)
    try:
        root = etree.fromstring(document.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    if root.tag != "order":
        return None
    customers = root.findall("customer")
    if len(customers) != 1:
        return None
    total = 0
    for item in root.findall("item"):
        quantity = item.get("quantity") or ""
        price = item.get("price") or ""
        if not re.fullmatch(r"[0-9]{1,3}", quantity) or int(quantity) == 0:
            return None
        if not re.fullmatch(r"[0-9]{1,6}\.[0-9]{2}", price):
            return None
        total += int(quantity) * int(price.replace(".", ""))
    return {"customer": (customers[0].text or "").strip(), "total": total}
