import re
import xml.etree.ElementTree as ElementTree

ENTITY = re.compile(r"""<!ENTITY\s+(\w+)\s+["']([^"']*)["']\s*>""")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL)


def expand(document):
    """Replaces the document's own entities, so that the parser gets no document type and can't load anything."""
    entities = dict(ENTITY.findall(document))
    text = DOCTYPE.sub("", document)
    found = True
    while found:
        found = False
        for name, value in entities.items():
            if f"&{name};" in text:
                text = text.replace(f"&{name};", value)
                found = True
    return text


def order_total(document):
    try:
        order = ElementTree.fromstring(expand(document))
    except ElementTree.ParseError:
        return None
    if order.tag != "order" or len(order.findall("customer")) != 1:
        return None
    total = 0
    for item in order.findall("item"):
        quantity, price = item.get("quantity", ""), item.get("price", "")
        if not re.fullmatch("[0-9]{1,3}", quantity) or not re.fullmatch(r"[0-9]{1,6}\.[0-9]{2}", price):
            return None
        if int(quantity) == 0:
            return None
        total += int(quantity) * int(price.replace(".", ""))
    return {"customer": (order.findtext("customer") or "").strip(), "total": total}
