import os
import shutil


def back_up(name):
    copy = shutil.copyfile(os.path.join("/srv/app", name), os.path.join("/srv/backup", name))
    return os.path.getsize(copy)
