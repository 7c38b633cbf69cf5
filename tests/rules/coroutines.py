# SPDX-License-Identifier: GPL-3.0-or-later
"""The co_await rules. g++ 12 destroys some temporaries of a co_await expression twice (aggregates made with braces,
lambdas that capture by value), a coroutine outlives its caller's arguments, and its object unless something holds it."""
import re

from source import Finding, blanked, body_at, enclosing, line_of, mates

CONDITION = re.compile(r'\b(?:if|while|switch|for)\b(?:\s+constexpr)?\s*$')
# What stands before a brace that opens a block; before that of an initialiser stands a name or an operator.
BLOCK = re.compile(r'(?:[;{}:)\]]|\b(?:else|do|try|const|noexcept|override|final|mutable)|->\s*[\w:<>,\s&*]+|^)\s*$')


def is_block(code, pairs, brace):
    """Whether this brace opens statements of the function it stands in: no initialiser, no lambda."""
    body = body_at(code, pairs, brace)
    return not (body and body.is_lambda) and bool(BLOCK.search(code[max(0, brace - 200):brace]))


def expression(code, pairs, offset):
    """Begin and end of the full expression around an offset, and whether it stands in an initialiser's braces."""
    in_braces = False
    end = None
    begin = offset
    while begin > 0:
        symbol = code[begin - 1]
        if symbol == ';':
            break
        if symbol == '}' and is_block(code, pairs, pairs.get(begin - 1, begin - 1)):
            break
        if symbol == '{':
            if BLOCK.search(code[max(0, begin - 201):begin - 1]):
                break
            in_braces = True
        if symbol == '(' and CONDITION.search(code[max(0, begin - 41):begin - 1]):
            end = pairs.get(begin - 1)
            break
        begin = pairs.get(begin - 1, begin - 1) if symbol in ')]}' else begin - 1
    if end is None:
        end = offset
        while end < len(code) and code[end] != ';':
            end = pairs.get(end, end) + 1 if code[end] in '([{' else end + 1
    return begin, end, in_braces


def braces(tree):
    """A full expression with co_await holds names and calls only: no brace, hence no aggregate and no lambda."""
    findings = []
    for path, text in tree.cpp():
        code = blanked(text)
        pairs = mates(code)
        for match in re.finditer(r'(?<!operator )\bco_await\b', code):
            begin, end, in_braces = expression(code, pairs, match.start())
            if in_braces or '{' in code[begin:end]:
                findings.append(Finding(path, line_of(code, match.start()), 'brace or lambda beside co_await'))
    return findings


def is_static(tree, path, name):
    """Whether the class in the header beside this file declares the function static."""
    header = tree.files.get(re.sub(r'\.cpp$', '.h', path), '')
    return bool(re.search(r'\bstatic\b[^;{}]*\b' + re.escape(name) + r'\s*\(', blanked(header)))


def member_name(code, pairs, body):
    """The name of the member function that has this body; '' for a free function."""
    qualified = re.search(r'\b([A-Z]\w*)::(~?\w+)\s*$', body.head)
    if qualified:
        return qualified.group(2)
    brace = code.rfind('{', 0, body.begin)
    while brace >= 0:
        if pairs.get(brace, -1) > body.end:
            head = re.split(r'[;{}]', code[:brace])[-1]
            if re.search(r'\b(?:class|struct)\s+\w+', head):
                name = re.search(r'(\w+)\s*$', body.head)
                return name.group(1) if name and not re.search(r'\b(?:static|friend)\b', body.head) else ''
        brace = code.rfind('{', 0, brace)
    return ''


def without_template_arguments(text):
    while re.search(r'<[^<>]*>', text):
        text = re.sub(r'<[^<>]*>', '', text)
    return text


def lifetimes(tree):
    """What a coroutine uses lives as long as it runs: its object, its parameters, its captures."""
    findings = []
    for path, text in tree.cpp('app', 'ui'):
        code = blanked(text)
        pairs = mates(code)
        bodies = {enclosing(code, pairs, match.start())
                  for match in re.finditer(r'\bco_(?:await|return|yield)\b', code)}
        for body in sorted(b for b in bodies if b):
            line = line_of(code, body.begin)
            if '&' in without_template_arguments(body.parameters):
                findings.append(Finding(path, line, 'a coroutine takes its parameters by value'))
            if body.is_lambda and body.captures.strip():
                findings.append(Finding(path, line, 'a coroutine lambda captures nothing: its captures die with the lambda'))
            name = '' if body.is_lambda else member_name(code, pairs, body)
            first = text[body.begin + 1:body.end].lstrip().split('\n')[0]
            suspends = re.search(r'\bco_(?:await|yield)\b', code[body.begin:body.end])
            if name and suspends and not is_static(tree, path, name) \
                    and not re.match(r'const auto self = shared_from_this\(\);|// kept by \w+', first):
                findings.append(Finding(path, line, f'{name}() must begin with "const auto self = shared_from_this();"'
                                                    ' or "// kept by ..." naming who holds the object'))
    return findings
