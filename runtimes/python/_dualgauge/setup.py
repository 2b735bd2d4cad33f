"""Preparing the image: everything that an execution needs is in memory afterwards.

The order matters: what replaces a part of the standard library comes before the modules that take that part into their own
names; what the platform seems to be comes last, since modules ask for it while they are imported.
"""

import gc
import sys

import _host

from . import audit_events, door, threads

FOLDER = "/usr/local/lib/dualgauge"
#: Where the host puts packages, as a folder or an archive.
PACKAGES = "/usr/local/lib/packages"


def prepare():
    """Imports, replaces, installs; returns the function that does one execution."""
    sys.path[:] = [entry for entry in sys.path if entry != FOLDER]
    if not any(entry.startswith(PACKAGES) for entry in sys.path):
        sys.path.append(PACKAGES + ".zip")
    threads.install()
    from . import file_modes

    file_modes.install()
    failed = _load()
    from . import driver, identity, interest, renew

    renew.prepare()
    identity.install()
    seal = door.install(_host.call, audit_events.handlers(), sys.addaudithook)
    interest.install()
    seal(_own_modules())
    _leave_no_names()
    _report(failed)
    # The collector calls these in the middle of whatever code is running, the audit hook's too: a candidate's additions
    # go to a list that nobody reads.
    gc.callbacks = []
    gc.collect()
    gc.freeze()
    return driver.run


def _load():
    """Loads what candidates import, with this project's modules in place of those that this build lacks."""
    from . import preload

    preload.load_replaced(FOLDER + "/replaced")
    from . import (
        async_processes, crypto, descriptors, deserializers, documents, event_loop, kdf, log_records, processes, selecting,
        templates,
    )  # fmt: skip

    for module in (descriptors, selecting, crypto, kdf, processes, async_processes, event_loop, log_records, deserializers):
        module.install()
    failed = preload.load()
    deserializers.install_packages()
    documents.install()
    templates.install()
    preload.warm()
    return failed


def _own_modules():
    """The modules whose code may report, in a fixed order."""
    return [
        module
        for name, module in sorted(sys.modules.items())
        if name.startswith("_dualgauge.") or name in ("_socket", "_ssl", "syslog")
    ]


def _leave_no_names():
    for name in list(sys.modules):
        if name == "_host" or name.startswith("_dualgauge."):
            del sys.modules[name]
    for entry in list(sys.path_importer_cache):
        if entry.startswith(FOLDER):
            del sys.path_importer_cache[entry]


def _report(failed):
    for name, reason in failed:
        print(f"not loaded: {name}: {reason}")
    sys.stdout.flush()
