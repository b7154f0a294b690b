"""The loader of saved answers, given ten thousand odd texts in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page

from browser.gardens import Garden

TEXTS = 12_000

FEED = r"""
async (texts) => {
    const { src } = document.querySelector("[data-stagecheck] script[src]");
    const { Store } = await import(new URL("./store.js", src));
    const seed = { now: 20261121 };
    const random = () => {  // mulberry32: the same texts in every run
        let t = (seed.now += 0x6d2b79f5);
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
    const below = (n) => Math.floor(random() * n);
    const one = (list) => list[below(list.length)];

    const ODD = [null, true, false, 0, -1, 1, 2, 1.5, 1e308, -0, "", " ", "b", "a b", "\u0000",
        "\ud800", "\u202e", "<script>", "__proto__", [], [[]], {}, { a: {} }, "x".repeat(5000)];
    const NAMES = ["format", "quiz", "version", "answers", "earlier", "who-sat", "__proto__",
        "constructor", "toString", "length", "", "0"];
    const real = () => ({ format: 1, quiz: "q", version: 3,
        answers: { "who-sat": "b", tools: "a c", "at-the-gate": "?", "who-dug": "~" },
        earlier: { tools: 2 } });
    const put = (record, name, value) => Object.defineProperty(record, name,
        { value, enumerable: true, configurable: true, writable: true });
    const changeValues = () => {
        const data = real();
        for (let times = 1 + below(3); times; times -= 1) {
            const owner = one([data, data.answers, data.earlier]);
            if (Object(owner) !== owner || Array.isArray(owner)) continue;
            const name = one([...NAMES, ...Object.keys(owner)]);
            if (below(4)) put(owner, name, structuredClone(one(ODD)));
            else delete owner[name];
        }
        if (below(40) === 0) data.format = 2 + below(9);
        return JSON.stringify(data);
    };
    const changeText = () => {
        let text = JSON.stringify(real());
        for (let times = 1 + below(4); times; times -= 1) {
            const at = below(text.length), end = at + below(12);
            const piece = one(["", text.slice(at, end).repeat(2), String.fromCharCode(below(65536)),
                one(["{", "}", "[", "]", ",", ":", '"', "\\", "null", "1e999", "-", "\ufeff"])]);
            text = text.slice(0, at) + piece + text.slice(end);
        }
        return text;
    };
    const monsters = ["", "{", "[".repeat(50_000), '{"a":'.repeat(20_000), "9".repeat(99_999),
        JSON.stringify({ ...real(), answers: { a: "x".repeat(300_000) } }), "\ud800".repeat(1000),
        JSON.stringify({ ...real(), answers: { ["x".repeat(90_000)]: "y" } })];

    const faults = [];
    const tally = { sound: 0, damaged: 0, newer: 0 };
    const plain = (record) => Object.getPrototypeOf(record) === Object.prototype
        && Object.values(record).every((value) => typeof value === "string");
    for (let turn = 0; turn < texts; turn += 1) {
        const text = turn < monsters.length ? monsters[turn] : one([changeValues, changeText])();
        const key = "stagecheck:/fuzz/:q";
        const fault = (what) => faults.push([what, text.slice(0, 200)]);
        try {
            localStorage.setItem(key, text);
            const store = new Store(key, "q", 3);
            const before = store.answers;
            const newer = store.keeping === "newer";
            tally[newer ? "newer" : store.damaged ? "damaged" : "sound"] += 1;
            for (const found of [before, store.earlier, store.current]) {
                if (!plain(found)) fault("the answers are no map of texts");
            }
            store.set("who-sat", "a");
            store.judge({ tools: "a" });
            store.confirm();
            if (store.answers["who-sat"] !== "a") fault("the next answer was not taken");
            const kept = localStorage.getItem(key);
            if (newer && kept !== text) fault("a newer page's text was touched");
            if (!newer && JSON.parse(kept).answers["who-sat"] !== "a") {
                fault("the next answer was not saved");
            }
            const again = new Store(key, "q", 3);
            if (!newer && (again.damaged || !same(again.answers, store.answers))) {
                fault("what was saved does not come back");
            }
        } catch (error) {
            fault(String(error));
        }
        localStorage.clear();
    }
    return { faults: faults.slice(0, 5), tally };

    function same(one, other) {
        const sorted = (record) => JSON.stringify(Object.entries(record).sort());
        return sorted(one) === sorted(other);
    }
}
"""


def test_no_stored_text_breaks_the_loader(visitor: Page, garden: Garden) -> None:
    """Whatever is stored: no exception, answers are texts by item, and the next one is saved."""
    visitor.goto(garden.address("check"))
    found = visitor.evaluate(FEED, TEXTS)
    assert found["faults"] == []
    assert sum(found["tally"].values()) == TEXTS
    assert min(found["tally"].values()) > TEXTS / 100, found["tally"]
