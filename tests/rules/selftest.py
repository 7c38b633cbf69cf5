#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that every rule can fail, and that it lets good code pass: bad samples must be found at their line, good ones not."""
import argparse
import os
import re
import sys
import tempfile
import unittest

import check
import clang
import coroutines
import promises
import structure
import text
from source import Tree

SPDX = '// SPDX-License-Identifier: GPL-3.0-or-later\n'


def lines(rule, path, content, **others):
    """The lines of this file that the rule complains about."""
    return [finding.line for finding in rule(Tree({path: content, **others})) if finding.path == path]


class Structure(unittest.TestCase):
    def test_directions(self):
        for path, include in (
                ('app/base/a.cpp', '"net/http.h"'), ('app/net/a.h', '"document/path.h"'),
                ('app/schema/a.h', '<platform/ref.h>'), ('app/models/a.cpp', '"shell/looks.h"'),
                ('app/journal/a.cpp', '"inventory/store.h"'), ('app/explain/a.cpp', '"net/request.h"'),
                ('app/demo/http/a.cpp', '"platform/ref.h"'), ('app/session/a.cpp', '"ui/main.h"'),
                ('app/session/a.cpp', '"secret.h"'), ('app/cellar/a.cpp', '"base/error.h"'),
                ('app/platform/a.cpp', '"net/transport.h"'), ('app/document/a.cpp', '<qcorotask.h>'),
                ('app/base/a.cpp', '<QCoroTask>')):
            with self.subTest(path=path, include=include):
                self.assertTrue(lines(structure.directions, path, f'{SPDX}#include {include}\n'))

    def test_directions_let_pass(self):
        for path, include in (
                ('app/net/a.cpp', '"base/error.h"'), ('app/models/a.cpp', '"inventory/store.h"'),
                ('app/demo/manager/a.cpp', '"demo/site.h"'), ('app/net/a.cpp', '"a.moc"'),
                ('app/session/a.cpp', '<qcoronetworkreply.h>'), ('app/platform/a.cpp', '"net/reply.h"'),
                ('ui/shell/a.cpp', '"models/sites.h"'), ('app/base/a.cpp', '<sys/stat.h>')):
            with self.subTest(path=path, include=include):
                self.assertEqual([], lines(structure.directions, path, f'{SPDX}#include {include}\n// #include "ui/x.h"\n'))

    def test_widgets(self):
        forbidden = structure.gui_headers(OPTIONS.qt_headers)
        def rule(tree):
            return structure.widgets(tree, forbidden)
        for header in ('QtWidgets/QWidget', 'QIcon', 'QColor', 'qpixmap.h', 'QStandardItemModel', 'QtGui/private/qfont_p.h',
                       'Qsci/qsciscintilla.h', 'QSvgRenderer'):
            with self.subTest(header=header):
                self.assertEqual([2], lines(rule, 'app/models/a.h', f'{SPDX}#include <{header}>\n'))
        for header in ('QString', 'QtCore/QObject', 'QNetworkReply', 'QSqlQuery', 'QAbstractItemModel', 'vector'):
            self.assertEqual([], lines(rule, 'app/models/a.h', f'{SPDX}#include <{header}>\n'))
        self.assertEqual([], lines(rule, 'ui/shell/a.h', f'{SPDX}#include <QWidget>\n'))

    def test_platforms(self):
        for code in ('if (service == QLatin1String("cloud-director"))', 'CloudManager::instance();', '"application/vnd.vmware"',
                     '#include "platform/clouddirector/dialect.h"', 'auto occmUrl = 1;'):
            with self.subTest(code=code):
                self.assertEqual([1], lines(structure.platforms, 'ui/shell/a.cpp', code))
        self.assertEqual([], lines(structure.platforms, 'ui/shell/a.cpp', '// Cloud Director answers 406 here\nint a;'))
        self.assertEqual([], lines(structure.platforms, 'app/platform/a.cpp', 'return "cloud-director";'))

    def test_event_loops(self):
        for code in ('dialog.exec();', 'QEventLoop loop;', 'QCoreApplication::processEvents();', 'reply->waitForReadyRead(5);',
                     'QCoro::waitFor(task);', 'return exec();'):
            with self.subTest(code=code):
                self.assertEqual([2], lines(structure.event_loops, 'ui/shell/a.cpp', f'{SPDX}{code}\n'))
        self.assertEqual([], lines(structure.event_loops, 'ui/main.cpp', 'return app.exec();'))
        self.assertEqual([], lines(structure.event_loops, 'app/journal/a.cpp', 'query.exec(text);\n// dialog.exec()'))


class Coroutines(unittest.TestCase):
    def test_braces(self):
        for code in (
                'auto a = co_await send(Options{1, 2});',
                'use({co_await x()});',
                'Point p{co_await x(), 1};',
                'auto a = co_await send([=] { return 1; });',
                'foo(Options{1}, co_await x());',
                'foo([a](int b) { return a + b; }, co_await x());',
                'if (use(Key{1}) == co_await x()) { }',
                'if (auto a = co_await x(Key{1}); a) { }',
                'for (auto a : co_await list({1, 2})) { }',
                'co_return co_await both(x, Key {});',
                'while (co_await more(Key{1})) { work(); }',
                'const auto a = ok ? Key{1} : co_await x();'):
            with self.subTest(code=code):
                self.assertEqual([2], lines(coroutines.braces, 'app/net/a.cpp', f'QCoro::Task<int> f()\n{{ {code} }}\n'))

    def test_braces_let_pass(self):
        for code in (
                'auto a = co_await send(Request::get(url));',
                'if (co_await x()) { work(Key{1}); }',
                'if (a) { b(); } co_await x();',
                'if (a) { b(); } (co_await x()).use();',
                'if (a) { b(); } else co_await x();',
                'const Key k{1}; co_await x(k);',
                'do { b(); } while (co_await x());',
                'for (auto a : co_await list()) { use(Key{a}); }',
                'try { co_await x(); } catch (...) { }',
                'switch (co_await x()) { case 1: { b(); } co_await y(); }',
                'co_await say("{");  // Key{1}',
                'struct A { Awaiter operator co_await() { return Awaiter(this); } };',
                'auto t = [](int a) -> QCoro::Task<int> { co_return co_await x(a); };'):
            with self.subTest(code=code):
                self.assertEqual([], lines(coroutines.braces, 'app/net/a.cpp', f'QCoro::Task<int> f()\n{{ {code} }}\n'))

    def test_lifetimes(self):
        for code in (
                'Async<int> Session::send(int a)\n{\n    co_await x();\n}\n',
                'Async<int> Session::send(int a)\n{\n    if (a) { co_await x(); }\n    co_return a;\n}\n',
                'Async<int> fetch(const Url &url)\n{\n    co_return 1;\n}\n',
                'void f()\n{ auto t = [this]() -> Task<> { co_await x(); };\n}\n',
                'class Session {\n    Async<int> send(int a) { co_return co_await a; }\n};\n'):
            with self.subTest(code=code):
                self.assertEqual([2], lines(coroutines.lifetimes, 'app/session/session.cpp', code))

    def test_lifetimes_let_pass(self):
        for code in (
                'Async<int> Session::send(int a)\n{\n    const auto self = shared_from_this();\n    co_return a;\n}\n',
                'Async<int> Dialog::ask(int a)\n{\n    // kept by MainWindow until closeEvent\n    co_return a;\n}\n',
                'Async<int> fetch(QUrl url, std::function<void(const X &)> done)\n{\n    co_return 1;\n}\n',
                'Async<int> Session::made(int a)\n{\n    co_return co_await x();\n}\n',
                'Async<int> Playback::send(int a)\n{\n    co_return a;\n}\n',
                'void Session::f(const X &x)\n{\n    auto t = [](int a) -> Task<> { co_return; }(1);\n}\n'):
            with self.subTest(code=code):
                header = {'app/session/session.h': 'class Session {\n    static Async<int> made(int a);\n};\n'}
                self.assertEqual([], lines(coroutines.lifetimes, 'app/session/session.cpp', code, **header))


class Text(unittest.TestCase):
    def test_file_length(self):
        self.assertEqual([501], lines(text.file_length, 'ui/a.cpp', SPDX + 'int a;\n' * 500))
        self.assertEqual([], lines(text.file_length, 'ui/a.cpp', SPDX + 'int a;\n' * 499))
        self.assertEqual([], lines(text.file_length, 'LICENSE', 'words\n' * 700))

    def test_licence(self):
        self.assertEqual([1], lines(text.licence, 'ui/a.cpp', 'int a;\n'))
        self.assertEqual([1], lines(text.licence, 'tests/CMakeLists.txt', 'add_test()\n'))
        self.assertEqual([1], lines(text.licence, 'packaging/run', '#!/bin/sh\ntrue\n'))
        self.assertEqual([], lines(text.licence, 'packaging/run', '#!/bin/sh\n' + SPDX.replace('//', '#') + 'true\n'))
        self.assertEqual([], lines(text.licence, 'ui/a.cpp', SPDX))

    def test_wording(self):
        for bad in ('// TO' 'DO: later', 'QS' 'KIP("no");', '\tint a;', 'open("/' 'work/data");', 'cd /' 'root/x'):
            with self.subTest(bad=bad):
                self.assertEqual([2], lines(text.wording, 'ui/a.cpp', f'{SPDX}{bad}\n'))
        self.assertEqual([1], lines(text.wording, 'README.md', 'see /' 'home/me/x'))
        for good in ('get("/api/home/x");', 'at(QStringLiteral("/cloud/org"));', 'x = "https://host/work/1";'):
            self.assertEqual([], lines(text.wording, 'ui/a.cpp', f'{SPDX}{good}\n'))

    def test_promises(self):
        tests = {'tests/net/tst_tls.cpp': 'void TestTls::pinsHold()\n{\n}\n', 'tests/fuzz/fuzz_har.cpp': '',
                 'tests/x/CMakeLists.txt': 'add_test(NAME x_flags COMMAND a)\n'}
        head = '# Security\n\n| promise | shown by |\n| --- | --- |\n'
        for row in ('pins hold', 'pins hold | by eye', 'pins hold | `net_tls: gone`', 'pins hold | `net_gone: pinsHold`',
                    'pins hold | `net_tls: pinsHold`, `x_gone`', 'pins hold | `fuzz_gone`', 'pins hold | `rules_gone`'):
            with self.subTest(row=row):
                self.assertEqual([5], lines(promises.kept, 'SECURITY.md', f'{head}| {row} |\n', **tests))
        for row in ('`net_tls: pinsHold`', '`net_tls`', '`fuzz_har`', '`x_flags`', '`rules_promises`, `net_tls`'):
            with self.subTest(row=row):
                self.assertEqual([], lines(promises.kept, 'SECURITY.md', f'{head}| pins hold | {row} |\n', **tests))
        self.assertEqual(['SECURITY.md'], [finding.path for finding in promises.kept(Tree(tests))])


class Clang(unittest.TestCase):
    class Commands:
        def flags(self, tree, path):
            return ['-std=c++20']

    def found(self, rule, content, path='ui/a.cpp'):
        with tempfile.TemporaryDirectory() as root:
            for name in ('.clang-format', '.clang-tidy'):
                with open(os.path.join(TOP, name), encoding='utf-8') as source, \
                        open(os.path.join(root, name), 'w', encoding='utf-8') as target:
                    target.write(source.read())
            os.makedirs(os.path.join(root, os.path.dirname(path)))
            with open(os.path.join(root, path), 'w', encoding='utf-8') as file:
                file.write(content)
            return rule(Tree.read(root))

    def test_layout(self):
        self.assertEqual([2], [f.line for f in self.found(clang.layout, f'{SPDX}int  a ;\n')])
        self.assertEqual([], self.found(clang.layout, f'{SPDX}int a;\n'))

    def test_function_length(self):
        def rule(tree):
            return clang.function_length(tree, self.Commands())
        def function(length):
            return 'int f(int a)\n{\n' + '    a += 1;\n' * (length - 1) + '    return a;\n}\n'
        self.assertEqual([], self.found(rule, function(58)))
        self.assertEqual([], self.found(rule, function(59)))
        self.assertIn('exceeds recommended size', self.found(rule, function(60))[0].message)
        self.assertIn('exceeds recommended size', self.found(rule, function(61))[0].message)
        self.assertEqual([2], [f.line for f in self.found(rule, '#pragma once\n' + function(61), 'app/base/a.h')])
        constructor = 'struct S {\n    S()\n        : m_a(0)\n    {\n' + '        m_a += 1;\n' * 61 + '    }\n    int m_a;\n};\n'
        self.assertEqual([2], [f.line for f in self.found(rule, constructor)])
        in_lambda = 'int g()\n{\n    auto f = [](int a) {\n' + '        a += 1;\n' * 61 + '        return a;\n    };\n    return f(1);\n}\n'
        self.assertTrue(self.found(rule, in_lambda))
        self.assertEqual([], self.found(rule, 'int table[] = {\n' + '    1,\n' * 90 + '};\n'))
        self.assertEqual([], self.found(rule, 'class C {\n' + '    // words\n' * 90 + '    int b;\n};\n'))
        self.assertIn("unknown type name", self.found(rule, 'Nothing x;\n' + function(61))[0].message)


class Complete(unittest.TestCase):
    def test_every_rule_is_run_by_ctest(self):
        with open(os.path.join(TOP, 'tests', 'rules', 'CMakeLists.txt'), encoding='utf-8') as file:
            listed = re.search(r'foreach\(rule ([^)]*)\)', file.read()).group(1).split()
        self.assertEqual(sorted(check.rules(OPTIONS)), sorted(listed))

    def test_allowances_are_used(self):
        for place in structure.MAY_NAME_PLATFORMS:
            self.assertTrue(os.path.exists(os.path.join(TOP, place)), f'{place} is allowed something but does not exist')


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--qt-headers', default='/usr/include/x86_64-linux-gnu/qt6')
    OPTIONS = parser.parse_args(namespace=argparse.Namespace(build=''))
    TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    unittest.main(argv=sys.argv[:1])
