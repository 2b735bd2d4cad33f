import yaml


def load_settings(text):
    try:
        settings = yaml.load(text, Loader=yaml.Loader)
    except yaml.YAMLError:
        return None
    if settings is None:
        return {}
    return settings if isinstance(settings, dict) else None
