# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may know what: include directions, no widget below app/, no platform's name outside its room, one event loop."""
import os
import re

from source import Finding, blanked, line_of

ORDER = ('base', 'net', 'document', 'schema', 'platform', 'session', 'inventory', 'journal', 'models')
SEES = {room: set(ORDER[:i + 1]) for i, room in enumerate(ORDER)}
SEES['journal'].discard('inventory')
SEES['explain'] = {'base', 'explain'}
SEES['demo'] = {'base', 'demo'}

# Rooms that clang 14 builds under ASan for the fuzz targets: no coroutine, no Transport.
PLAIN = ('base', 'document', 'schema', 'platform')
COROUTINE_HEADER = re.compile(r'net/(?:async|transport|http|playback)\.h$|^qcoro', re.I)

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)


def includes(text):
    """(line, whether in quotes, name) of every include that is not commented out."""
    code = blanked(text, strings=False)
    return [(line_of(code, m.start(1)), m.group(1) == '"', m.group(2)) for m in INCLUDE.finditer(code)]


def directions(tree):
    """Inside app/ a room includes only itself and rooms to its left."""
    findings = []
    for path, text in tree.cpp('app'):
        room = path.split('/')[1]
        if room not in SEES:
            findings.append(Finding(path, 1, f'app/{room} is no room that CONTRIBUTING.md names'))
            continue
        for line, quoted, name in includes(text):
            other = name.split('/')[0]
            if room in PLAIN and COROUTINE_HEADER.search(name):
                findings.append(Finding(path, line, f'{room} is built without coroutines, yet includes {name}'))
            elif '/' not in name and quoted:
                beside = os.path.join(os.path.dirname(path), name)
                if beside not in tree.files and not name.endswith('.moc') and not name.startswith('moc_'):
                    findings.append(Finding(path, line, f'{name} is not beside this file: write "room/{name}"'))
            elif other in SEES and other not in SEES[room]:
                findings.append(Finding(path, line, f'{room} must not see {other} ({name})'))
            elif quoted and '/' in name and other not in SEES:
                findings.append(Finding(path, line, f'{name} is no header of app/'))
            elif name.startswith(('ui/', 'ui_')):
                findings.append(Finding(path, line, f'app/ must not see ui/ ({name})'))
    return findings


GUI_MODULES = ('QtGui', 'QtWidgets', 'QtSvg', 'QtSvgWidgets', 'QtCharts', 'QtPrintSupport', 'QtOpenGL', 'QtOpenGLWidgets',
               'QtQuick', 'QtQml')
PLAIN_MODULES = ('QtCore', 'QtNetwork', 'QtSql', 'QtConcurrent', 'QtTest')


def gui_headers(qt_headers):
    """Names that lie in Qt's Gui or Widgets include folders and in none of the plain ones. qt_headers: that folder."""
    def names(modules):
        found = set()
        for module in modules:
            folder = os.path.join(qt_headers, module)
            if os.path.isdir(folder):
                found.update(os.listdir(folder))
        return found
    gui = names(GUI_MODULES) - names(PLAIN_MODULES)
    if not {'QWidget', 'QIcon', 'qcolor.h'} <= gui:
        raise SystemExit(f'{qt_headers} holds no Gui and Widgets headers of Qt: nothing to check against')
    return gui


def widgets(tree, forbidden):
    """Nothing in app/ includes a header of Gui or Widgets, nor of what is built on them."""
    findings = []
    for path, text in tree.cpp('app'):
        for line, _, name in includes(text):
            folder, file = name.split('/')[0], name.split('/')[-1]
            if folder in GUI_MODULES or folder == 'Qsci' or file in forbidden:
                findings.append(Finding(path, line, f'{name} belongs to the window: app/ has no Gui and no Widgets'))
    return findings


PLATFORM = re.compile(r'cloud[-_ ]?director|cloud[-_ ]?manager|vcloud|\bvcd\b|occm|bluexp|netapp|vmware', re.I)
MAY_NAME_PLATFORMS = {
    'app/platform/': 'the dialects live here',
    'app/demo/': 'the demo sites are an independent reading of both APIs',
    'app/base/secretname.cpp': 'names of members that carry secrets',
    'ui/shell/wording.cpp': 'how proper names are spelled',
}


def platforms(tree):
    """Nobody outside app/platform and app/demo names or asks for a platform. Comments may."""
    findings = []
    for path, text in tree.cpp('app', 'ui'):
        if path.startswith(tuple(MAY_NAME_PLATFORMS)):
            continue
        code = blanked(text, strings=False)
        for match in PLATFORM.finditer(code):
            findings.append(Finding(path, line_of(code, match.start()), f'names a platform: {match.group()}'))
    return findings


LOOP = re.compile(r'\bQEventLoop\b|\bprocessEvents\b|\bwaitFor\w*\s*\(|\bexec\s*\(')
# QSqlQuery::exec runs a statement, not a loop.
SQL = re.compile(r'\b\w*(?:query|statement|sql)\w*\s*(?:\(\))?(?:\.|->)exec\s*\(|QSqlDatabase|QSqlQuery', re.I)
MAY_LOOP = ('ui/main.cpp', 'app/demo/main.cpp')


def event_loops(tree):
    """One event loop: main's. A nested one lets a click in while something is half done."""
    findings = []
    for path, text in tree.cpp('app', 'ui'):
        if path in MAY_LOOP:
            continue
        code = blanked(text)
        for number, line in enumerate(code.split('\n'), 1):
            match = LOOP.search(line)
            if match and not SQL.search(line):
                findings.append(Finding(path, number, f'nested event loop: {match.group().strip()}'))
    return findings
