import HTTPSupport
import HTTPTypes
import Hummingbird
import NIOCore

/// How the pages look, in light and in dark, on phones and on desks.
enum Stylesheet {
    static let path = "/oauth/pages.css"

    static let route = Route<GateContext>(.get, path) { _, _ in
        Response(
            status: .ok,
            headers: [
                .contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=3600",
                .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private static let text = """
        :root {
          color-scheme: light dark;
          --ground: #eef1f4; --card: #ffffff; --ink: #17202a; --quiet: #566270; --line: #c3ccd5;
          --accent: #0b5fa5; --on-accent: #ffffff; --problem: #a3211c; --problem-ground: #fdecea;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #11161b; --card: #1b232b; --ink: #edf1f5; --quiet: #a3b0bc; --line: #43505c;
            --accent: #6fb4ef; --on-accent: #0c151d; --problem: #ffb4ab; --problem-ground: #3b1d1b;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1.5rem 1rem;
          background: var(--ground); color: var(--ink);
          font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
        }
        main {
          width: 100%; max-width: 26rem; padding: 2rem; background: var(--card); border-radius: 1rem;
          box-shadow: 0 1px 2px rgb(0 0 0 / .08), 0 8px 24px rgb(0 0 0 / .08);
        }
        .mark {
          display: flex; align-items: center; gap: .5rem; margin: 0 0 1.25rem; color: var(--quiet); font-weight: 600;
        }
        .mark span {
          width: 1rem; height: 1.25rem; border: .1875rem solid var(--accent); border-bottom: 0;
          border-radius: .5rem .5rem 0 0;
        }
        h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
        h1 + .problem { margin-top: 1rem; }
        a { color: var(--accent); }
        p { margin: 0 0 1rem; overflow-wrap: anywhere; }
        .quiet { color: var(--quiet); font-size: .9375rem; }
        .problem {
          padding: .75rem 1rem; border-radius: .5rem; background: var(--problem-ground); color: var(--problem);
        }
        main > :last-child { margin-bottom: 0; }
        label { display: block; margin: 0 0 .25rem; font-weight: 600; }
        input {
          width: 100%; margin: 0 0 1rem; padding: .75rem .875rem; border: 1px solid var(--line); border-radius: .5rem;
          background: transparent; color: inherit; font: inherit;
        }
        button {
          width: 100%; min-height: 3rem; padding: .625rem 1rem; border: 1px solid var(--accent); border-radius: .5rem;
          background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer;
        }
        button.second { margin-top: .75rem; background: transparent; color: var(--accent); }
        button.plain {
          width: auto; min-height: 0; padding: 0; border: 0; background: none; color: var(--accent);
          font-weight: 400; text-decoration: underline;
        }
        :is(input, button, a):focus-visible { outline: .1875rem solid var(--accent); outline-offset: .125rem; }
        ul { margin: 0 0 1.25rem; padding-left: 1.25rem; }
        li { margin-bottom: .25rem; }
        .who { margin: 1.25rem 0 0; padding-top: 1.25rem; border-top: 1px solid var(--line); }
        .who form { display: inline; }
        code.key {
          display: block; margin: 0 0 1rem; padding: .875rem; border: 1px solid var(--line); border-radius: .5rem;
          font: 1rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; user-select: all;
        }
        @media (max-width: 30rem) {
          body { padding: 0; place-items: stretch; background: var(--card); }
          main { max-width: none; padding: 1.5rem 1.25rem; border-radius: 0; box-shadow: none; }
        }

        """
}
