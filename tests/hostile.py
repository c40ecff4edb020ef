"""A second server on this machine, and what its pages try with the pages of a person."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PAGE = """<!doctype html><title>under way</title><body><script>
const T = %(target)s, N = %(hit)s, P = %(picture)s;
window.said = [];
const got = each => { if (each) said.push(String(each).slice(0, 300)); };
const read = answer => answer.text().then(text => got(answer.status + text));
const soon = (time = 120) => new Promise(kept => setTimeout(kept, time));
const put = (kind, properties, parent = document.body) =>
    parent.appendChild(Object.assign(document.createElement(kind), properties));
const heard = each => new Promise(kept => {
    each.onload = () => { got(each.naturalWidth || each.sheet && (() => {
        try { return each.sheet.cssRules.length } catch { return 0 } })()); kept(); };
    each.onerror = kept; setTimeout(kept, 500); });
const GIVEN = {decision: 'impostor', token: 'guessed', keeping: 'keep_watching', passphrase: 'x',
    url: 'http://attack.example/', names: 'Mallory', yes: 'yes', until: '2036-01-01'};
function send(path, how = {}, fields = GIVEN, onto = 'frame') {
    if (onto === 'frame' && !window.frame) window.frame = put('iframe', {name: 'frame'});
    const form = put('form', {method: 'post', action: T + path, target: onto, ...how});
    for (const [name, value] of Object.entries(fields)) put('input', {name, value}, form);
    form.submit();
    return soon();
}
const body = new URLSearchParams(GIVEN);
const cookies = (domain, many) => { for (let each = 0; each < many; each++)
    document.cookie = `c${each}=${'x'.repeat(3000)}; path=/${domain}`; };
function within(code, sandbox) {
    put('iframe', {srcdoc: '<script>const T = ' + JSON.stringify(T) + ';' + code + '<' + '/script>',
        ...(sandbox === undefined ? {} : {sandbox})});
    return soon(300);
}
addEventListener('message', event => got(event.data));
(async () => { %(code)s })().catch(() => 0).then(() => soon(50)).then(
    () => document.title = 'done');
</script>"""

FETCHED = {
    "fetch with the cookie": "await fetch(T + '/', {credentials: 'include'}).then(read)",
    "fetch without asking for leave": "await fetch(T + '/', {mode: 'no-cors', credentials:"
    " 'include'}).then(each => { got(each.type !== 'opaque'); return read(each); })",
    "fetch a picture": "await fetch(T + P, {mode: 'no-cors', credentials: 'include'}).then(read)",
    "post a form by fetch": "await fetch(T + N + '/decide', {method: 'POST', mode: 'no-cors',"
    " credentials: 'include', body})",
    "post plain text by fetch": "await fetch(T + N + '/decide', {method: 'POST', mode: 'no-cors',"
    " credentials: 'include', body: 'token=x&decision=impostor'})",
    "post a form with files by fetch": "const files = new FormData(); files.append('add', 'yes');"
    " files.append('photos', new Blob(['x'], {type: 'image/png'}), 'x.png');"
    " await fetch(T + '/settings/photos', {method: 'POST', mode: 'no-cors',"
    " credentials: 'include', body: files})",
    "ask first with JSON": "await fetch(T + N + '/decide', {method: 'POST', credentials: 'include',"
    " headers: {'Content-Type': 'application/json'}, body: '{\"decision\": \"impostor\"}'})"
    ".then(read)",
    "other methods": "for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'LOCK'])"
    " await fetch(T + N + '/decide', {method, credentials: 'include', body}).then(read, () => 0)",
    "pretend another method by a header": "await fetch(T + N + '/decide', {credentials: 'include',"
    " headers: {'X-HTTP-Method-Override': 'POST'}}).then(read)",
    "forge the headers of the browser": "await fetch(T + '/', {credentials: 'include', headers:"
    " {'Sec-Fetch-Site': 'same-origin', Origin: T, Host: 'x', Referer: T}}).then(read)",
    "keep a request alive": "await fetch(T + '/lock', {method: 'POST', mode: 'no-cors',"
    " keepalive: true, credentials: 'include', body, referrerPolicy: 'no-referrer'})",
    "read by XMLHttpRequest": "const asked = new XMLHttpRequest(); asked.open('GET', T + '/');"
    " asked.withCredentials = true; asked.onload = () => got(asked.responseText); asked.send();"
    " await soon(250)",
    "a beacon when leaving": "for (const path of ['/lock', '/leave', N + '/decide'])"
    " navigator.sendBeacon(T + path, body); await soon()",
    "a stream of events": "const events = new EventSource(T + '/', {withCredentials: true});"
    " events.onmessage = got; events.onopen = got; await soon(250); events.close()",
    "a web socket": "const wire = new WebSocket(T.replace('http', 'ws') + '/');"
    " wire.onopen = wire.onmessage = got; await soon(250)",
    "a redirect to it": "await fetch('/on?to=' + T + '/', {credentials: 'include'}).then(read)",
    "a redirect that keeps the form": "await fetch('/on?to=' + T + '/lock', {method: 'POST', body,"
    " mode: 'no-cors', credentials: 'include'})",
}
FORMS = {
    "a form that decides": "await send(N + '/decide')",
    "a form that locks": "await send('/lock')",
    "a form that leaves": "await send('/leave')",
    "a form to the address our own forms have": "await send('/search/lock');"
    " await send('/search' + N + '/decide'); await send('/search/settings/erase')",
    "a form that unlocks": "await send('/unlock')",
    "a form that looks": "await send('/look'); await send('/check')",
    "forms that change settings": "for (const each of ['looking', 'passphrase', 'names',"
    " 'consent', 'accounts', 'photos']) await send('/settings/' + each)",
    "forms that set up": "await send('/setup'); await send('/setup/names')",
    "a form as plain text": "await send(N + '/decide', {enctype: 'text/plain'},"
    " {'token=x&decision=impostor&x': 'y'})",
    "a form with files": "await send('/settings/photos', {enctype: 'multipart/form-data'})",
    "a form by GET": "await send(N + '/decide', {method: 'get'})",
    "a method in a field": "await send('/', {method: 'get'}, {...GIVEN, _method: 'POST'})",
    "a form over the whole page": "await send(N + '/decide', {}, GIVEN, '_top')",
    "a form through a redirect": "const form = put('form', {method: 'post', target: '_top',"
    " action: '/on?to=' + T + '/leave'}); form.submit(); await soon(600)",
    "a form too large": "await send('/check', {}, {url: 'x'.repeat(3000000)}); await soon(250)",
}
SHOWN = {
    "its pictures": "await Promise.all([P, N + '/theirs', '/icon.svg'].map(each =>"
    " heard(put('img', {src: T + each}))))",
    "its pictures by leave": "await heard(put('img', {crossOrigin: 'use-credentials',"
    " src: T + P}))",
    "its scripts": "const before = Object.keys(window).length;"
    " await heard(put('script', {src: T + '/script.js'})); await heard(put('script', {src: T +"
    " '/'})); got(Object.keys(window).length - before)",
    "its scripts as modules": "await import(T + '/script.js').then(() => got('imported'))",
    "its styles": "await heard(put('link', {rel: 'stylesheet', href: T + '/style.css'}));"
    " await heard(put('link', {rel: 'stylesheet', href: T + '/'}))",
    "its pages as a font": "const face = new FontFace('x', `url(${T}/)`);"
    " await face.load().then(got)",
    "its pages framed": "const framed = put('iframe', {src: T + '/'}); await soon(400);"
    " try { got(framed.contentDocument.body.innerText) } catch {} got(framed.contentWindow.length)",
    "its pages as objects": "put('object', {data: T + '/'}); put('embed', {src: T + '/'});"
    " await soon(300); got(window.length > 2)",
    "its drawings": "put('div', {innerHTML: `<svg><use href='${T}/icon.svg#a'/><image"
    " href='${T}${P}'/></svg>`}); await soon(250)",
    "its pages as sound and film": "for (const kind of ['audio', 'video']) { const played ="
    " put(kind, {src: T + '/'}); played.onloadeddata = got; } await soon(250)",
    "fetched ahead": "for (const rel of ['prefetch', 'preload', 'modulepreload', 'prerender',"
    " 'preconnect', 'dns-prefetch', 'icon', 'manifest']) put('link', {rel, as: 'fetch',"
    " href: T + '/leave'}); put('script', {type: 'speculationrules', text: JSON.stringify("
    "{prerender: [{urls: [T + '/']}]})}); await soon(300)",
    "a worker of it": "try { const hand = new Worker(T + '/script.js'); hand.onmessage = got }"
    " catch {} await navigator.serviceWorker.register(T + '/script.js').then(got)",
    "a link that pings": "put('a', {href: '#x', ping: T + '/lock'}).click();"
    " put('a', {href: T + '/', download: 'x'}).click(); await soon(250)",
}
WINDOWS = {
    "a window of it": "const other = window.open(T + '/'); await soon(400);"
    " try { got(other.document.body.innerText) } catch {} try { got(other.length) } catch {}"
    " other?.close()",
    "a form into a window of it": "const other = window.open(T + '/', 'other'); await soon(300);"
    " await send('/lock', {}, GIVEN, 'other'); window.open('', 'other')?.close()",
    "a window led astray": "const other = window.open(T + '/'); await soon(300);"
    " try { other.location = T + '/#' + N; other.location = 'javascript:opener.got(document"
    ".cookie)' } catch {} try { other.postMessage('x', '*') } catch {} await soon();"
    " other?.close()",
    "the whole page led there": "location = T + '/lock'; await soon(600)",
    "the whole page led there by a header": "location = '/on?to=' + T + N + '/decide';"
    " await soon(600)",
    "the whole page led to a script": "location = T + '/#<script>'; await soon(600)",
    "a page from nowhere": "await within(`fetch(T + '/', {credentials: 'include'}).then(each =>"
    " each.text()).then(each => parent.postMessage(each, '*'))`, 'allow-scripts')",
    "a form from nowhere": "await within(`document.write('<form method=post action=' + T +"
    " '/lock></form>'); document.forms[0].submit()`, 'allow-scripts allow-forms')",
    "a whole page from nowhere": "await within(`document.write('<form method=post target=_top"
    " action=' + T + '/leave></form>'); document.forms[0].submit()`, 'allow-scripts allow-forms"
    " allow-top-navigation')",
    "a heap of cookies": "cookies('', 18); cookies('; domain=localhost', 18); await soon(50)",
}
KINDS = FETCHED | FORMS | SHOWN | WINDOWS
WITH_COOKIE = (  # for a page that our cookie goes out from: what it would change or read
    "fetch with the cookie",
    "fetch a picture",
    "post a form by fetch",
    "a beacon when leaving",
    "a web socket",
    "a form that decides",
    "a form that leaves",
    "a form over the whole page",
    "its pictures",
    "its scripts",
    "its styles",
    "its pages framed",
    "a window of it",
    "the whole page led there",
)


@dataclass
class Attacker:
    """What the other server was asked, each with the cookies that came along."""

    port: int = 0
    heard: list[tuple[str, str]] = field(default_factory=list)
    target: str = ""
    hit: str = ""
    picture: str = ""

    def page(self, kind: str) -> bytes:
        told = {name: json.dumps(getattr(self, name)) for name in ("target", "hit", "picture")}
        return (PAGE % {**told, "code": KINDS[kind]}).encode()


@contextmanager
def attacking() -> Iterator[Attacker]:
    """A server whose pages are hostile, on every name of this machine."""
    attacker = Attacker()

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            attacker.heard.append((self.path, self.headers.get("Cookie", "")))
            asked = parse_qs(urlsplit(self.path).query)
            to = asked.get("to")
            self.send_response(307 if to else 200)
            if to:
                self.send_header("Location", to[0])
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if "kind" in asked:
                self.wfile.write(attacker.page(asked["kind"][0]))

        do_POST = do_GET  # noqa: N815  the name the server looks for

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = True
    attacker.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield attacker
    finally:
        server.shutdown()
        server.server_close()
