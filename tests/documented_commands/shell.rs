//! As much of the shell as documentation uses: words, quotes, remarks, pipes and redirections.

/// One program with its arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// Settings of the environment before it, such as `SUPPLE_BLESS=1`.
    pub environment: Vec<String>,
    /// The program and its arguments, without quotes.
    pub words: Vec<String>,
}

/// The programs that a line calls, in order.
pub fn calls(line: &str) -> Vec<Call> {
    let mut calls = vec![Call::default()];
    let mut is_redirected = false;
    for word in words(line) {
        match word {
            Word::End => calls.push(Call::default()),
            Word::Redirection => is_redirected = true,
            Word::Plain(_) if std::mem::take(&mut is_redirected) => {}
            Word::Plain(text) => {
                let call = calls.last_mut().unwrap();
                let is_setting = text.split_once('=').is_some_and(|(name, _)| {
                    !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit())
                });
                if call.words.is_empty() && is_setting { &mut call.environment } else { &mut call.words }.push(text);
            }
        }
    }
    calls.retain(|call| !call.words.is_empty());
    calls
}

enum Word {
    Plain(String),
    Redirection,
    End,
}

fn words(line: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => break,
            (None, '|' | ';' | '&' | '>' | '<') => {
                // Of `2>` the number belongs to the redirection.
                let is_number = |text: &String| matches!(c, '>' | '<') && text.parse::<u8>().is_ok();
                found.extend(word.take().filter(|text| !is_number(text)).map(Word::Plain));
                characters.next_if_eq(&c);
                found.push(if matches!(c, '>' | '<') { Word::Redirection } else { Word::End });
            }
            (None, c) if c.is_whitespace() => found.extend(word.take().map(Word::Plain)),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    found.extend(word.map(Word::Plain));
    found
}

/// The lines of a block as the shell reads them: those that end in a backslash go on in the next.
pub fn joined(lines: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        let part = line.trim_end();
        let bare = part.strip_suffix('\\').unwrap_or(part);
        match joined.last_mut().filter(|_| goes_on) {
            Some(last) => last.push_str(bare),
            None => joined.push(bare.to_owned()),
        }
        goes_on = part.ends_with('\\');
    }
    joined.retain(|line| !calls(line).is_empty() || line.starts_with("#!"));
    joined
}

#[test]
fn a_line_is_read_as_the_shell_reads_it() {
    let words = |line: &str| calls(line).into_iter().map(|call| call.words).collect::<Vec<_>>();
    assert_eq!(words("supple say \"a b\" # c | d"), [["supple", "say", "a b"]]);
    assert_eq!(words("zcat a.gz | sed -n '1p;9p' > b"), [vec!["zcat", "a.gz"], vec!["sed", "-n", "1p;9p"]]);
    assert_eq!(words("cd a && b 2> c"), [vec!["cd", "a"], vec!["b"]]);
    assert_eq!(words("a 2|b"), [vec!["a", "2"], vec!["b"]]);
    assert_eq!(calls("A=1 B_2=x make run ARGS=\"c d\"")[0].environment, ["A=1", "B_2=x"]);
    assert_eq!(words("make run ARGS=\"c d\""), [["make", "run", "ARGS=c d"]]);
    assert!(calls("# only a remark").is_empty());
    assert_eq!(joined(&["a \\".into(), "  b".into(), String::new(), "c".into()]), ["a   b", "c"]);
}
