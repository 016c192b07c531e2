//! What a study is called, and which of its settings the file itself gives.

use super::Checker;
use crate::study::places::Places;
use crate::study::plan::{DataKind, Language, LocalText};
use crate::study::written::{Analysis, Head, Text};
use std::collections::BTreeSet;

/// The version of the format that this program reads.
const SCHEMA: u32 = 1;

pub(super) struct CheckedHead {
    pub id: String,
    pub title: LocalText,
    pub languages: Vec<Language>,
    pub data: DataKind,
    pub source: LocalText,
}

impl Checker<'_> {
    pub(super) fn schema_version(&mut self, schema: Option<u32>) {
        match schema {
            None | Some(SCHEMA) => {}
            Some(other) => self.value(
                "schema",
                format!("this study is written for version {other} of the format, and this program reads version {SCHEMA}"),
                Some(format!("write `schema = {SCHEMA}` and see `virkning schema study`")),
            ),
        }
    }

    pub(super) fn head(&mut self, head: Option<&Head>) -> Option<CheckedHead> {
        let head = head?;
        let languages = self.languages(head.languages.as_deref());
        let id = head.id.as_ref().and_then(|id| self.id("study.id", id));
        let data = head.data.unwrap_or(DataKind::Register);
        Some(CheckedHead {
            id: id?,
            title: local(head.title.as_ref()?)?,
            languages: languages?,
            data,
            source: match &head.source {
                Some(source) => local(source)?,
                None => default_source(data),
            },
        })
    }

    fn languages(&mut self, languages: Option<&[Language]>) -> Option<Vec<Language>> {
        let Some(languages) = languages else {
            return Some(vec![Language::Da, Language::En]);
        };
        let path = "study.languages";
        let help = "allowed: `da`, `en`, each once";
        self.filled(path, languages, "`languages` names no language", Some(help))?;
        if languages.len() > 1 && languages[1..].contains(&languages[0]) || languages.len() > 2 {
            let message = "`languages` names a language twice".to_string();
            self.value(path, message, Some(help.to_string()));
            return None;
        }
        Some(languages.to_vec())
    }
}

/// Both languages of a text.
pub(super) fn local(text: &Text) -> Option<LocalText> {
    match text {
        Text::Same(text) => Some(both(text, text)),
        Text::Each(texts) => Some(both(texts.da.as_ref()?, texts.en.as_ref()?)),
    }
}

pub(super) fn both(da: &str, en: &str) -> LocalText {
    LocalText {
        da: da.to_string(),
        en: en.to_string(),
    }
}

fn default_source(data: DataKind) -> LocalText {
    match data {
        DataKind::Register => both("Registerudtræk", "Register extract"),
        DataKind::Public => both("Offentligt tilgængelige data", "Publicly available data"),
        DataKind::Synthetic => both("Syntetisk register", "Synthetic register"),
    }
}

/// The keys the file gives, with the id of an analysis in the place of its number.
pub(super) fn given(places: &Places, analyses: Option<&[Analysis]>) -> BTreeSet<String> {
    let named = |path: &str| -> String {
        let of_analysis = path
            .strip_prefix("analysis[")
            .and_then(|rest| rest.split_once(']'));
        let Some((number, rest)) = of_analysis else {
            return path.to_string();
        };
        let analysis = number.parse().ok().and_then(|n: usize| analyses?.get(n));
        let id = analysis.and_then(|a| a.id()).unwrap_or(number);
        format!("analysis.{id}{rest}")
    };
    places.given().map(named).collect()
}
