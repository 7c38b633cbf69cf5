#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""server.py SITE: stands before a demo site on a port of its own, which it prints. Answers as the site does, but where
the path begins with that of the case chosen: there as the corpus says.

GET /-/cases: what there is. GET /-/choose?case=NAME&path=/api/x: from now on (no case: as the site)."""
import http.client
import http.server
import json
import sys
import urllib.parse

import corpus

HOP = {'connection', 'transfer-encoding', 'keep-alive', 'content-length', 'host', 'accept-encoding', 'content-encoding'}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    site = ''
    chosen = ('', '')

    def own(self):
        address = urllib.parse.urlsplit(self.path)
        asked = dict(urllib.parse.parse_qsl(address.query))
        if address.path == '/-/choose':
            Handler.chosen = (asked.get('case', ''), asked.get('path', ''))
        rows = [each.row() for each in corpus.CASES.values()]
        self.reply(200, [('Content-Type', 'application/json')], json.dumps(rows).encode())

    def reply(self, status, fields, body):
        self.send_response_only(status)
        for name, value in fields:
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)

    def ask(self):
        """The site's own answer, with its address in it changed to ours."""
        length = int(self.headers.get('Content-Length') or 0)
        body = self.rfile.read(length) if length else None
        connection = http.client.HTTPConnection(Handler.site)
        fields = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        connection.request(self.command, self.path, body, {**fields, 'Host': self.headers['Host']})
        answer = connection.getresponse()
        content = answer.read().replace(Handler.site.encode(), self.headers['Host'].encode())
        fields = [(name, value.replace(Handler.site, self.headers['Host'])) for name, value in answer.getheaders()
                  if name.lower() not in HOP]
        return answer.status, fields, content

    def serve(self):
        if self.path.startswith('/-/'):
            return self.own()
        status, fields, body = self.ask()
        name, path = Handler.chosen
        if not name or self.command != 'GET' or not self.path.startswith(path):
            return self.reply(status, fields, body)
        self.close_connection = True
        media_type = next((value for key, value in fields if key.lower() == 'content-type'), 'application/json')
        try:
            for piece in corpus.CASES[name].make(corpus.Good(status, media_type, body, self.path)):
                self.wfile.write(piece)
                self.wfile.flush()
        except OSError:
            pass  # the other side has had enough
        return None

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = serve

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


def main():
    Handler.site = urllib.parse.urlsplit(sys.argv[1]).netloc
    server = Server(('127.0.0.1', 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == '__main__':
    main()
