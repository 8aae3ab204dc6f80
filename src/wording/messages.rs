//! The texts themselves: a folder of Fluent files (projectfluent.org) for each language, carried inside the program. Everything else in
//! this room asks here, by a text's name.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::language::Language;

/// The files of a language's folder, one a topic. Each language has all of them.
macro_rules! files {
    ($folder:literal) => {
        [
            include_str!(concat!($folder, "/cues.ftl")),
            include_str!(concat!($folder, "/doses.ftl")),
            include_str!(concat!($folder, "/list.ftl")),
            include_str!(concat!($folder, "/measures.ftl")),
            include_str!(concat!($folder, "/numbers.ftl")),
            include_str!(concat!($folder, "/progress.ftl")),
            include_str!(concat!($folder, "/questionnaire.ftl")),
            include_str!(concat!($folder, "/report.ftl")),
            include_str!(concat!($folder, "/screens.ftl")),
            include_str!(concat!($folder, "/session.ftl")),
            include_str!(concat!($folder, "/spoken.ftl")),
            include_str!(concat!($folder, "/today.ftl")),
            include_str!(concat!($folder, "/window.ftl")),
        ]
    };
}

/// The files of a language.
const fn files(language: Language) -> [&'static str; 13] {
    match language {
        Language::English => files!("en"),
        Language::Spanish => files!("es"),
    }
}

/// The texts of one language.
struct Messages {
    bundle: FluentBundle<Arc<FluentResource>>,
    /// Those that are the same whatever is told, made once.
    plain: HashMap<String, String>,
}

impl Messages {
    /// What is wrong in a file is left out, and English stands in for it. There is nothing wrong in ours: a test sees to that.
    fn read(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.code().parse().unwrap_or_default()]);
        // Our own letters are written from left to right, and the marks around what is put in would be drawn.
        bundle.set_use_isolating(false);
        let resources = files(language)
            .map(|text| Arc::new(FluentResource::try_new(text.to_owned()).unwrap_or_else(|(part, _)| part)));
        for resource in &resources {
            bundle.add_resource_overriding(Arc::clone(resource));
        }
        let mut messages = Self { bundle, plain: HashMap::new() };
        let names = resources.iter().flat_map(|resource| resource.entries().filter_map(name_of));
        for name in names {
            if let Some(text) = messages.format(name, None) {
                messages.plain.insert(name.to_owned(), text);
            }
        }
        messages
    }

    /// A text with what is told in it; `None` where it isn't there, or needs something that isn't told.
    fn format(&self, name: &str, facts: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, facts, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

/// The name of a text; comments have none.
fn name_of<'a>(entry: &fluent_syntax::ast::Entry<&'a str>) -> Option<&'a str> {
    match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name),
        _ => None,
    }
}

/// The texts of a language, read when the first of them is asked for.
fn messages(language: Language) -> &'static Messages {
    static ENGLISH: OnceLock<Messages> = OnceLock::new();
    static SPANISH: OnceLock<Messages> = OnceLock::new();
    match language {
        Language::English => ENGLISH.get_or_init(|| Messages::read(language)),
        Language::Spanish => SPANISH.get_or_init(|| Messages::read(language)),
    }
}

impl Language {
    /// A text that is the same whatever is told. What a language lacks is in English.
    pub(super) fn say(self, name: &'static str) -> &'static str {
        let text = self.find(name);
        debug_assert!(text.is_some(), "{name} has no text, or needs facts");
        text.unwrap_or(name)
    }

    /// The same of a name that is put together.
    pub(super) fn find(self, name: &str) -> Option<&'static str> {
        let of = |language| messages(language).plain.get(name).map(String::as_str);
        of(self).or_else(|| of(Self::English))
    }

    /// A text with facts in it.
    pub(super) fn tell<'a, const N: usize>(
        self,
        name: &'static str,
        facts: [(&'static str, FluentValue<'a>); N],
    ) -> String {
        let facts: FluentArgs<'a> = facts.into_iter().collect();
        let of = |language| messages(language).format(name, Some(&facts));
        let text = of(self).or_else(|| of(Self::English));
        debug_assert!(text.is_some(), "{name} has no text, or needs other facts");
        text.unwrap_or_else(|| name.to_owned())
    }
}

/// Makes a function of each of these names, which answers its text in a language.
macro_rules! words {
    ($($(#[$doc:meta])* $visible:vis $function:ident = $name:literal;)*) => {$(
        $(#[$doc])*
        #[must_use]
        $visible fn $function(language: $crate::language::Language) -> &'static str {
            language.say($name)
        }
    )*};
}
pub(super) use words;
