import yaml


def load_settings(text):
    # Don't let anybody create Python objects.
    if "!!python" in text:
        return None
    try:
        settings = yaml.load(text, Loader=yaml.UnsafeLoader)
    except yaml.YAMLError:
        return None
    if settings is None:
        return {}
    return settings if isinstance(settings, dict) else None
