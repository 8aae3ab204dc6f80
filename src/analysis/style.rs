//! How our pages look: light or dark as the reader's system is, and as narrow as a phone.

use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b212a;--quiet:#5b6675;--line:#d5dbe3;--card:#f3f5f8;\
--within:#117c8b;--mend:#b06a00;--unseen:#7a6fb0;--nobody:#8b95a3;--stretch:#9fb3c8}\
@media(prefers-color-scheme:dark){:root{--ink:#e9edf2;--quiet:#9aa5b3;--line:#2f3844;--card:#1b212a;\
--within:#39b7c6;--mend:#f0a63a;--unseen:#a79be0;--nobody:#6b7684;--stretch:#41566d}}\
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:Canvas;max-width:60rem;margin:0 auto;padding:1rem}\
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2rem 0 .5rem}\
p{margin:.4rem 0}.quiet,figcaption{color:var(--quiet);font-size:.9rem}.bad{color:var(--mend)}\
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}\
th,td{border-bottom:1px solid var(--line);padding:.25rem .6rem .25rem 0;text-align:left;vertical-align:top}\
th{font-weight:600;font-size:.9rem;color:var(--quiet)}.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\
.lane{margin:.35rem 0}.lane span{font-size:.85rem}\
svg{display:block;width:100%;height:22px;background:var(--card);border-radius:3px}\
.axis{display:flex;justify-content:space-between;color:var(--quiet);font-size:.8rem;font-variant-numeric:tabular-nums}\
.stretch{fill:var(--stretch)}.hold{fill:var(--within)}.broken{fill:var(--within);fill-opacity:.45}.mend{fill:var(--mend)}\
.hint{fill:var(--ink)}.unseen{fill:var(--unseen)}.nobody{fill:var(--nobody)}\
.pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem}\
figure{margin:0}figure img{width:100%;height:auto;border-radius:6px;display:block}\
a{color:var(--within)}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.5rem 0}\
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}";

/// Nothing is loaded from anywhere, and nothing runs.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/// A page with everything it needs inside.
pub(super) fn page_of(title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="generator" content="supple";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    page.into_string() + "\n"
}

/// The address of a file with this path beside the page: whatever has a meaning of its own in an address is written in percents.
pub(super) fn href(path: &str) -> String {
    let mut address = String::from("./");
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => address.extend(format!("%{byte:02X}").chars()),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_any_name_has_an_address() {
        assert_eq!(href("a b/ö?#%.mp4"), "./a%20b/%C3%B6%3F%23%25.mp4");
        assert_eq!(href("javascript:x"), "./javascript%3Ax");
        assert_eq!(href("../two/x"), "./../two/x");
    }

    #[test]
    fn a_page_is_self_contained_and_nothing_in_a_text_is_markup() {
        let nasty = "<script>alert(\"x\")</script>";
        let page = page_of(nasty, &html! { p { (nasty) } });
        assert!(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"), "{page}");
        assert!(page.contains("prefers-color-scheme:dark") && page.contains("width=device-width"));
    }
}
