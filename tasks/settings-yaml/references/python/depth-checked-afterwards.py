import yaml

MAX_DEPTH = 10


def _depth(value):
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


def load_settings(text):
    try:
        settings = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    if settings is None:
        return {}
    if not isinstance(settings, dict) or _depth(settings) > MAX_DEPTH:
        return None
    return settings
