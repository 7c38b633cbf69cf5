# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree of sources that the rules read, and just enough C++ to read it: tokens, brackets, function bodies."""
import os
import re
from typing import NamedTuple


class Finding(NamedTuple):
    path: str
    line: int
    message: str

    def __str__(self):
        return f'{self.path}:{self.line}: {self.message}'


class Tree:
    """Files by their path below the root. Self-tests make one from a dict, check.py from the disk."""

    FOLDERS = ('app', 'ui', 'tests', 'resources', 'packaging', '.ci')

    def __init__(self, files, root=None):
        self.files = files
        self.root = root

    @classmethod
    def read(cls, root):
        paths = [name for name in sorted(os.listdir(root)) if name != '.git' and os.path.isfile(os.path.join(root, name))]
        for folder in cls.FOLDERS:
            for place, folders, names in os.walk(os.path.join(root, folder)):
                folders[:] = sorted(name for name in folders if name != '__pycache__')
                paths += [os.path.relpath(os.path.join(place, name), root) for name in sorted(names)]
        files = {}
        for path in paths:
            with open(os.path.join(root, path), 'rb') as file:
                content = file.read()
            if b'\0' not in content:
                files[path] = content.decode('utf-8', 'replace')
        return cls(files, root)

    def cpp(self, *folders):
        """(path, text) of the C++ files below these folders, or of all."""
        return [(path, text) for path, text in self.files.items()
                if path.endswith(('.cpp', '.h')) and (not folders or path.startswith(tuple(f + '/' for f in folders)))]

    def scripts(self):
        """(path, text) of everything else that a person wrote to be run: Python, shell, CMake."""
        return [(path, text) for path, text in self.files.items()
                if path.endswith(('.py', '.sh', '.cmake', 'CMakeLists.txt')) or text.startswith('#!')
                or path == 'packaging/dependencies']


TOKEN = re.compile(r'''
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<string>R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')
''', re.X | re.S)


def blanked(text, strings=True):
    """The text with comments (and strings) as spaces: the same length, the same lines."""
    def blank(match):
        if match.group('string') and not strings:
            return match.group()
        return re.sub(r'[^\n]', ' ', match.group())
    return TOKEN.sub(blank, text)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def mates(code):
    """Offset of each bracket → offset of its partner, in blanked code. Unbalanced ones are left out."""
    pairs, open_ones = {}, []
    for match in re.finditer(r'[(){}\[\]]', code):
        bracket, offset = match.group(), match.start()
        if bracket in '([{':
            open_ones.append(offset)
        elif open_ones and code[open_ones[-1]] + bracket in ('()', '[]', '{}'):
            pairs[offset] = open_ones.pop()
            pairs[pairs[offset]] = offset
    return pairs


CONTROL = re.compile(r'\b(?:if|for|while|switch|catch|else|do|try)\b(?:\s+constexpr)?\s*$')
# What may stand between a parameter list and its body.
RESULT = re.compile(r'->[\w:<>,\s&*]+$')
QUALIFIER = re.compile(r'(?:\b(?:mutable|const|noexcept|override|final|constexpr)|&)$')


class Body(NamedTuple):
    """A function's or lambda's body: where it stands, what stands before its parameters, its parameters, its captures."""
    begin: int
    end: int
    head: str
    parameters: str
    is_lambda: bool
    captures: str


def body_at(code, pairs, brace):
    """The Body that opens at this brace, or None where it opens a block, a class, a namespace or an initialiser."""
    if brace not in pairs:
        return None
    before = RESULT.sub('', code[max(0, brace - 2000):brace].rstrip()).rstrip()
    while QUALIFIER.search(before):
        before = QUALIFIER.sub('', before).rstrip()
    close = max(0, brace - 2000) + len(before) - 1
    if close not in pairs or code[close] not in ')]':
        return None
    if code[close] == ']':  # a lambda without a parameter list
        return Body(brace, pairs[brace], '', '', True, code[pairs[close] + 1:close])
    opened = pairs[close]
    parameters = code[opened + 1:close]
    head = code[:opened].rstrip()
    if head.endswith(']') and len(head) - 1 in pairs and not head[:pairs[len(head) - 1]].endswith('operator'):
        return Body(brace, pairs[brace], '', parameters, True, head[pairs[len(head) - 1] + 1:-1])
    head = re.split(r'[;{}]', head)[-1].strip()
    if CONTROL.search(head) or not re.search(r'[\w>\])=!+*/-]$', head):
        return None
    return Body(brace, pairs[brace], head, parameters, False, '')


def enclosing(code, pairs, offset):
    """The innermost Body around an offset, or None."""
    brace = code.rfind('{', 0, offset)
    while brace >= 0:
        if pairs.get(brace, -1) > offset:
            found = body_at(code, pairs, brace)
            if found:
                return found
        brace = code.rfind('{', 0, brace)
    return None
