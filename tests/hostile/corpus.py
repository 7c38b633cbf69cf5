# SPDX-License-Identifier: GPL-3.0-or-later
"""The corpus: what a hostile or broken server answers. A case makes raw bytes of what the service itself would have
answered (status, media type, body), piece by piece, so that none has to be held whole.

Each case says what must come of it: `error` (with the kinds that are right) or `shown`."""
import html
import json
import re
import time
import zlib

MEGABYTE = 1024 * 1024
MILLION = 10 ** 6
BIDI, ZERO = '\u202e\u2066', '\u200b\u200d\ufeff'
SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(2)><b>bold</b><a href="file:///etc/passwd">x</a>'

CASES = {}
FIRST = {}  # pages by address


class Case:
    def __init__(self, make, name, notations, error, aborted, large):
        self.make, self.name, self.notations = make, name, notations
        self.error, self.aborted, self.large = error, aborted, large

    def row(self):
        return {'name': self.name, 'notations': self.notations, 'error': self.error, 'aborted': self.aborted,
                'large': self.large}


def case(*, only=('xml', 'json'), error=None, aborted=False, large=False):
    """error: kinds of which one must come, separated by blanks; none: it is shown. aborted: the user has to end it.
    large: its answer is of many megabytes."""
    def register(make):
        name = make.__name__.replace('_', ' ')
        CASES[name] = Case(make, name, list(only), error or '', aborted, large)
        return make
    return register


class Good:
    """The service's own answer."""

    def __init__(self, status, media_type, body, address):
        self.address = address  # path and query
        self.status, self.media_type, self.body = status, media_type, body
        self.is_xml = 'xml' in media_type
        self.notation = 'xml' if self.is_xml else 'json'

    def text(self):
        return self.body.decode()

    def root(self):
        """XML: (start tag, content, end tag) of the root."""
        return re.match(r'(.*?<[A-Za-z][^>]*>)(.*)(</[^>]*>\s*)$', self.text(), re.S).groups()

    def with_inside(self, inside, attributes=''):
        """The document with more in its root: XML text, or members of a JSON object."""
        if self.is_xml:
            start, content, end = self.root()
            return (start[:-1] + attributes + '>' + inside + content + end).encode()
        at = self.text().index('{') + 1
        return (self.text()[:at] + inside + self.text()[at:]).encode()


def head(good, length=None, status=None, fields=(), media_type=None):
    lines = [f'HTTP/1.1 {status or str(good.status) + " OK"}', f'Content-Type: {media_type or good.media_type}', 'Connection: close']
    if length is not None:
        lines.append(f'Content-Length: {length}')
    return ('\r\n'.join([*lines, *fields]) + '\r\n\r\n').encode()


def whole(good, body, **more):
    yield head(good, len(body), **more)
    yield body


def streamed(good, pieces, **more):
    """Chunked, to its end."""
    yield head(good, fields=('Transfer-Encoding: chunked',), **more)
    for piece in pieces:
        if piece:
            yield b'%x\r\n%s\r\n' % (len(piece), piece)
    yield b'0\r\n\r\n'


def repeated(piece, times, at_once=1000):
    for _ in range(times // at_once):
        yield piece * at_once


def around(good, pieces):
    """Very many parts in the root of the document."""
    if good.is_xml:
        start, content, end = good.root()
        yield start.encode()
        yield from pieces
        yield (content + end).encode()
    else:
        at = good.text().index('{') + 1
        yield good.body[:at]
        yield from pieces
        yield good.body[at:]


def packed(pieces, level=9):
    """gzip"""
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


# How it comes

@case(error='Offline')
def truncated(good):
    yield head(good, len(good.body))
    yield good.body[:len(good.body) // 2]


@case(error='Malformed')
def truncated_but_said_to_be_whole(good):
    yield from whole(good, good.body[:len(good.body) // 2])


@case(error='Malformed', large=True)
def endless(good):
    yield head(good)
    yield good.body
    while True:
        yield b' ' * 65536


@case(error='Malformed', large=True)
def endless_chunks(good):
    yield from streamed(good, iter(lambda: b'\n' * 65536, None))


@case(error='Malformed', large=True)
def said_to_be_huge(good):
    yield head(good, 10 ** 15)
    yield good.body


@case(error='Offline')
def slow_drip(good):
    yield head(good, len(good.body))
    for at in range(len(good.body)):
        time.sleep(0.05)
        yield good.body[at:at + 1]


@case(aborted=True, error='Canceled')
def silent(good):
    yield head(good, len(good.body))
    time.sleep(60)


@case(error='Malformed')
def said_to_be_shorter(good):
    yield head(good, len(good.body) // 2)
    yield good.body


@case(error='Offline')
def said_to_be_longer(good):
    yield head(good, len(good.body) * 2)
    yield good.body


@case(error='Malformed Offline')
def a_length_that_is_none(good):
    yield head(good, '-1, 7, x')
    yield good.body[:10]


@case(error='Offline Malformed')
def broken_chunks(good):
    half = good.body[:len(good.body) // 2]
    yield head(good, fields=('Transfer-Encoding: chunked',))
    yield b'%x\r\n%s\r\nzz\r\n%s\r\nffffffffffffffffff\r\n' % (len(half), half, half)


# How it is written

@case(error='Malformed Offline')
def not_packed_as_said(good):
    yield from whole(good, good.body, fields=('Content-Encoding: gzip',))


@case(error='Malformed Offline')
def packed_twice(good):
    yield from whole(good, b''.join(packed([b''.join(packed([good.body]))])), fields=('Content-Encoding: gzip',))


@case(error='Malformed', large=True)
def gzip_bomb(good):
    bomb = b''.join(packed((b' ' * MEGABYTE for _ in range(200)), level=1))
    yield from whole(good, bomb, fields=('Content-Encoding: gzip',))


@case(error='Malformed')
def no_utf_8(good):
    yield from whole(good, good.with_inside('<X>\u00e9</X>' if good.is_xml else '"x":"\u00e9",').replace('\u00e9'.encode(), b'\xe9\xff'))


@case(only=['xml'], error='Malformed')
def said_to_be_utf_16(good):
    yield from whole(good, re.sub(rb'^<\?xml.*?\?>', b'', good.body).join([b'<?xml version="1.0" encoding="UTF-16"?>', b'']))


@case(error='Malformed')
def of_the_other_notation(good):
    yield from whole(good, b'{"name":"x"}' if good.is_xml else b'<Org name="x"/>')


@case(error='Malformed')
def a_page_of_html(good):
    yield from whole(good, b'<!DOCTYPE html><html><body><form action="https://evil.example/">Sign in</form></body></html>',
                     media_type='text/html')


@case(only=['xml'], error='Malformed')
def entity_bomb(good):
    entities = ''.join(f'<!ENTITY l{n} "{("&l%d;" % (n - 1)) * 10}">' for n in range(1, 10))
    yield from whole(good, f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><x name="&l9;">&l9;</x>'.encode())


@case(only=['xml'], error='Malformed')
def external_entity(good):
    yield from whole(good, b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">'
                     b'<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]><x>&e;</x>')


# How it is built

@case(error='Malformed', large=True)
def depth_of_a_million(good):
    if good.is_xml:
        yield from streamed(good, around(good, [*repeated(b'<a>', MILLION), *repeated(b'</a>', MILLION)]))
    else:
        yield from streamed(good, around(good, [b'"a":', *repeated(b'[', MILLION), *repeated(b']', MILLION), b',']))


@case(error='Malformed', large=True)
def a_million_links(good):
    link = (b'<Link rel="down" href="/api/x"/>' if good.is_xml else b'{"rel":"down","href":"/api/x"},')
    pieces = repeated(link, MILLION)
    yield from streamed(good, around(good, pieces if good.is_xml else [b'"link":[', *pieces, b'null],']))


@case(error='Malformed', large=True)
def a_million_attributes(good):
    name = b' a%d="v"' if good.is_xml else b'"a%d":"v",'
    names = (b''.join(name % (first + n) for n in range(1000)) for first in range(0, MILLION, 1000))
    if good.is_xml:
        start, content, end = good.root()
        yield from streamed(good, [start[:-1].encode(), *names, b'>', (content + end).encode()])
    else:
        yield from streamed(good, around(good, names))


@case(only=['xml'], error='Malformed')
def a_hundred_thousand_namespaces(good):
    start, content, end = good.root()
    names = ''.join(f' xmlns:n{n}="urn:{n}"' for n in range(100_000))
    yield from whole(good, (start[:-1] + names + '>' + content + end).encode())


@case(large=True)
def ten_thousand_links(good):
    link = '<Link rel="down" href="/api/vApp/vm-%d" name="m%d" type="application/vnd.vmware.vcloud.vm+xml"/>' \
        if good.is_xml else '{"rel":"down","href":"/api/vApp/vm-%d","name":"m%d"},'
    links = ''.join(link % (n, n) for n in range(10_000))
    yield from whole(good, good.with_inside(links if good.is_xml else f'"link":[{links}null],'))


@case(large=True)
def ten_thousand_members(good):
    member = '<M%d>v</M%d>' if good.is_xml else '"m%d":"v%d",'
    yield from whole(good, good.with_inside(''.join(member % (n, n) for n in range(10_000))))


@case(large=True)
def a_text_of_eight_megabytes(good):
    text = 'x' * (8 * MEGABYTE)
    yield from whole(good, good.with_inside(f'<Description>{text}</Description>' if good.is_xml else f'"description":"{text}",'))


@case()
def its_own_parent(good):
    here = re.search(r'href="([^"]*)"', good.text()) if good.is_xml else None
    at = here.group(1) if here else '/api/x'
    yield from whole(good, good.with_inside(
        ''.join(f'<Link rel="{rel}" href="{at}" type="application/vnd.vmware.vcloud.vApp+xml" name="me"/>' for rel in ('up', 'down', 'alternate'))
        if good.is_xml else ''.join(f'"{name}":"{at}",' for name in ('parent', 'parentId', 'href'))))


@case()
def the_same_id_again_and_again(good):
    yield from whole(good, good.with_inside(
        ''.join(f'<Link rel="down" href="/api/vApp/vm-1" id="urn:vcloud:vm:1" name="n{n}"/>' for n in range(500)) if good.is_xml
        else '"items":[' + ','.join(f'{{"id":"1","publicId":"1","name":"n{n}"}}' for n in range(500)) + '],'))


@case()
def absurd_numbers_and_dates(good):
    values = ['1e999999', '-0', '18446744073709551616', '9' * 5000, '0x7f', 'NaN', '-1e-999', '٣', '1.7976931348623157e309',
              '9999-99-99T99:99:99Z', '0000-00-00', '-292278994-08-17T07:12:55Z', '2024-02-30T24:61:61+99:99', 'P' + '9' * 300 + 'Y']
    numbers = ['-0', '18446744073709551616', '9' * 300, '-1e-300', '0.' + '1' * 5000]
    inside = ''.join(f'<sizeMB{n}>{v}</sizeMB{n}><createdTime{n}>{v}</createdTime{n}>' for n, v in enumerate(values)) if good.is_xml \
        else ''.join(f'"sizeMB{n}":{v},' for n, v in enumerate(numbers)) + ''.join(f'"time{n}":{json.dumps(v)},' for n, v in enumerate(values))
    yield from whole(good, good.with_inside(inside))


@case(only=['json'], error='Malformed')
def numbers_beyond_all_numbers(good):
    yield from whole(good, good.with_inside(f'"a":1e999999,"b":{"9" * 5000},'))


# What it says

@case(error='Malformed', only=['xml'])
def nul_in_a_name(good):
    yield from whole(good, good.with_inside('<Description>a&#0;b</Description>'))


@case()
def controls_bidi_and_zero_width_in_names(good):
    evil = f'safe{BIDI}gpj.exe{ZERO}\u0085\u2028end'
    if good.is_xml:
        body = re.sub(r'(<[A-Za-z:]+[^>]*?) name="[^"]*"', lambda m: f'{m.group(1)} name="{evil}"', good.text())
    else:
        body = re.sub(r'"name"\s*:\s*"[^"]*"', lambda m: '"name":' + json.dumps(evil + '\0\x1b[31m\x07'), good.text())
    yield from whole(good, body.encode())


@case()
def scripts_in_every_text(good):
    evil = SCRIPT.replace('&', '&amp;').replace('<', '&lt;').replace('"', '&quot;') if good.is_xml else json.dumps(SCRIPT)[1:-1]
    body = re.sub(r'( name="|<Description>)[^"<]*', lambda m: m.group(1) + evil, good.text()) if good.is_xml \
        else re.sub(r'("(?:name|description)"\s*:\s*")[^"]*', lambda m: m.group(1) + evil, good.text())
    yield from whole(good, body.encode())


@case()
def a_name_of_a_million_letters(good):
    evil = 'W' * MILLION
    body = re.sub(r' name="[^"]*"', f' name="{evil}"', good.text(), count=1) if good.is_xml \
        else re.sub(r'"name"\s*:\s*"[^"]*"', f'"name":"{evil}"', good.text(), count=1)
    yield from whole(good, body.encode())


@case()
def addresses_that_lead_elsewhere(good):
    evil = ['file:///etc/passwd', 'javascript:alert(1)', 'https://user:pw@evil.example/', '//evil.example/x', 'data:text/html,x',
            'http://[::1', 'https://site.example:99999/', 'ssh://x/', '\\\\host\\share', 'http:' + '/' * 5000]
    yield from whole(good, good.with_inside(
        ''.join(f'<Link rel="down" href="{u}" name="{n}" type="application/vnd.vmware.vcloud.vm+xml"/>' for n, u in enumerate(evil)) if good.is_xml
        else ''.join(f'"url{n}":{json.dumps(u)},' for n, u in enumerate(evil))))


# What a list says of itself

def with_total(good, total):
    """Its first page's answer, with another number of entries."""
    text = re.sub(r' total="[^"]*"', f' total="{total}"', good.text()) if good.is_xml \
        else re.sub(r'"(resultTotal|pageCount)"\s*:\s*[^,}]*', lambda m: f'"{m.group(1)}":{total}', good.text())
    return text.encode()


@case()
def a_total_of_a_trillion(good):
    yield from whole(good, with_total(good, 10 ** 12))


@case()
def a_total_below_zero(good):
    yield from whole(good, with_total(good, -7))


@case()
def every_page_is_the_first(good):
    body = with_total(good, 1000)
    if good.is_xml:
        body = re.sub(rb' page="[^"]*"', b' page="1"', body)
    FIRST.setdefault(good.address.split('page=')[0], body)
    yield from whole(good, FIRST[good.address.split('page=')[0]])


@case()
def the_next_page_is_this_one(good):
    body = good.with_inside(f'<Link rel="nextPage" href="{html.escape(good.address)}"/>' if good.is_xml else '')
    yield from whole(good, body, fields=(f'Link: <{good.address}>;rel="nextPage";type="application/json"',))


# What stands before it

@case(error='Offline Malformed')
def fields_without_end(good):
    yield b'HTTP/1.1 200 OK\r\n'
    for n in range(10 ** 7):
        yield b'X-%d: %s\r\n' % (n, b'y' * 1000)


@case()
def a_field_of_sixty_kilobytes(good):
    yield from whole(good, good.body, fields=('X-Long: ' + 'y' * 60_000,))


@case()
def fields_that_are_none(good):
    yield from whole(good, good.body, fields=('Set-Cookie: a=b; Domain=evil.example', 'Location: file:///etc/passwd', 'Link: <<<>;;;,,,"',
                                              'Date: yesterday', 'Retry-After: -99999999999999999999', 'ETag: "\x01"'))


@case(error='Malformed Offline')
def many_interim_answers(good):
    for _ in range(100):
        yield b'HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n'
    yield from whole(good, good.body)


@case(error='Malformed Offline')
def switched_protocols(good):
    yield b'HTTP/1.1 101 Switching Protocols\r\nUpgrade: evil\r\nConnection: Upgrade\r\n\r\n' + good.body


def status_case(status, kinds):
    def make(good):
        yield from whole(good, good.body, status=f'{status} X')
    make.__name__ = f'status_{status}'
    case(error=kinds)(make)


for number, right in ((299, ''), (204, ''), (302, 'Invalid Unsupported Server Malformed'), (306, 'Invalid Unsupported Server Malformed'),
                      (418, 'Invalid'), (499, 'Invalid'), (599, 'Server'), (600, 'Server Malformed Unsupported Invalid'),
                      (999, 'Server Malformed Unsupported Invalid'), ('000', 'Malformed Offline'), (99999, 'Malformed Offline Server')):
    status_case(number, right)


@case(error='Server')
def an_error_page_of_many_megabytes(good):
    body = b'<html><title>502</title>' + b'<p>no</p>' * MILLION
    yield from whole(good, body, status='502 Bad Gateway', media_type='text/html')


@case(error='Server')
def scripts_in_an_error(good):
    body = ('<Error message="%s" majorErrorCode="99999999999999999999" minorErrorCode="%s" stackTrace="%s"/>' % tuple(
        ['x' + BIDI + SCRIPT.replace('<', '&lt;').replace('"', '&quot;')] * 3)) if good.is_xml else json.dumps({'message': 'x\0' + BIDI + SCRIPT})
    yield from whole(good, body.encode(), status='500 No')
