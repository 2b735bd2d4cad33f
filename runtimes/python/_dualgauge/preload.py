"""What the image holds ready: the modules that candidates import, loaded once instead of in each execution."""

import importlib
import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec

STANDARD = """
    __future__ abc argparse array ast asyncio atexit base64 binascii bisect builtins bz2 calendar cmath codecs collections
    collections.abc colorsys concurrent.futures configparser contextlib contextvars copy copyreg csv ctypes dataclasses
    datetime decimal difflib dis email email.header email.message email.mime.base email.mime.multipart email.mime.text
    email.parser email.policy email.utils encodings.ascii encodings.idna encodings.latin_1 encodings.punycode
    encodings.utf_16 encodings.utf_8_sig enum errno faulthandler filecmp fileinput fnmatch fractions ftplib functools
    getopt getpass gettext glob graphlib gzip hashlib heapq hmac html html.entities html.parser http http.client
    http.cookiejar http.cookies http.server imaplib importlib importlib.metadata importlib.resources importlib.util
    inspect io ipaddress itertools json keyword linecache locale logging logging.config logging.handlers lzma mailbox
    marshal math mimetypes mmap multiprocessing netrc numbers opcode operator optparse os os.path pathlib pickle pickletools
    pkgutil platform plistlib poplib posixpath pprint profile py_compile queue quopri random re reprlib
    runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl
    stat statistics string string.templatelib stringprep struct subprocess symtable sys sysconfig tarfile tempfile
    textwrap threading time timeit token tokenize tomllib traceback tracemalloc types typing unicodedata
    unittest unittest.mock urllib.error urllib.parse urllib.request urllib.response urllib.robotparser uuid warnings wave
    weakref webbrowser wsgiref.simple_server wsgiref.util xml.dom xml.dom.minidom xml.dom.pulldom xml.etree.ElementTree
    xml.parsers.expat xml.sax xml.sax.handler xml.sax.saxutils xml.sax.expatreader xmlrpc.client xmlrpc.server zipfile
    zipimport zlib zoneinfo
""".split()

PACKAGES = """
    argon2 bcrypt bleach bs4 cachetools certifi charset_normalizer click dateutil dateutil.parser defusedxml
    defusedxml.ElementTree defusedxml.minidom defusedxml.sax defusedxml.lxml django.template email_validator flask flask.testing
    flask_cors flask_login flask_sqlalchemy flask_wtf html5lib httpx idna itsdangerous jinja2 jinja2.sandbox jsonschema
    jwt lxml.etree lxml.html markdown markupsafe marshmallow mistune passlib.hash pathvalidate peewee pyotp requests
    simplejson six sqlalchemy sqlalchemy.orm sqlalchemy.dialects.sqlite sqlparse toml tomli_w typing_extensions urllib3
    validators werkzeug werkzeug.security werkzeug.utils werkzeug.test wtforms xmltodict yaml
""".split()


REPLACED = """
    _socket _ssl pwd grp resource fcntl bcrypt argon2 pty syslog pymysql MySQLdb mysql psycopg2 psycopg
""".split()
#: Modules below them, which nobody can find when the image is made.
REPLACED_BELOW = """
    pymysql.connections mysql.connector psycopg2.extensions psycopg2.extras psycopg2.sql psycopg2.pool psycopg.rows
    psycopg.sql
""".split()


def load_replaced(folder):
    """Loads the modules of `replaced/`, also in place of built-in ones, which the import system would prefer."""
    for name in REPLACED:
        spec = PathFinder.find_spec(name, [folder])
        module = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(module)
    for name in REPLACED_BELOW:
        importlib.import_module(name)


def load():
    """Imports all others and returns those which failed, each with the reason."""
    return _import(STANDARD + PACKAGES)


def _import(names):
    failed = []
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException as error:
            failed.append((name, f"{type(error).__name__}: {error}"))
    return failed


def warm():
    """Fills caches that the first use of a module fills."""
    import encodings
    import re
    import sqlite3

    for name in ("utf-8", "utf8", "latin-1", "ascii", "utf-16", "utf-8-sig", "idna", "cp1252"):
        "text".encode(name)
    encodings.search_function("utf-8")
    re.compile(r"^[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}$", re.IGNORECASE).match("a@b.example")
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (a)")
    connection.execute("insert into t values (?)", (1,)).close()
    connection.close()
