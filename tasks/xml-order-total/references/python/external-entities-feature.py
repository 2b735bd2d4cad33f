import io
import re
import xml.sax
from xml.sax.handler import ContentHandler, feature_external_ges


class OrderHandler(ContentHandler):
    def __init__(self):
        super().__init__()
        self.path = []
        self.customers = []
        self.total = 0
        self.valid = True

    def startElement(self, name, attrs):
        self.path.append(name)
        if len(self.path) == 1 and name != "order":
            self.valid = False
        elif self.path == ["order", "customer"]:
            self.customers.append("")
        elif self.path == ["order", "item"]:
            quantity, price = attrs.get("quantity", ""), attrs.get("price", "")
            if not re.fullmatch("[0-9]{1,3}", quantity) or int(quantity) == 0:
                self.valid = False
            elif not re.fullmatch("[0-9]{1,6}[.][0-9]{2}", price):
                self.valid = False
            else:
                self.total += int(quantity) * int(price.replace(".", ""))

    def endElement(self, name):
        self.path.pop()

    def characters(self, content):
        if self.path == ["order", "customer"]:
            self.customers[-1] += content


def order_total(document):
    handler = OrderHandler()
    parser = xml.sax.make_parser()
    parser.setFeature(feature_external_ges, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(io.BytesIO(document.encode("utf-8")))
    except (xml.sax.SAXException, OSError):
        return None
    if not handler.valid or len(handler.customers) != 1:
        return None
    return {"customer": handler.customers[0].strip(), "total": handler.total}
