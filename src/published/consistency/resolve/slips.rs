//! What a relation says that would make a check of nothing: a figure held against itself, an exception of no row.

use super::super::case::{Found, Source};
use super::super::held::Holds;
use super::super::pattern::Pattern;
use super::{Lookup, Missing, Unmet};
use std::collections::BTreeMap;

/// Fields whose rows are all different ones.
const APART: [&[&str]; 5] = [
    &["total", "parts", "minus"],
    &["above", "below"],
    &["rows"],
    &["percent", "count"],
    &["of"],
];

impl Lookup<'_> {
    pub(super) fn alone(&self) -> Missing {
        let message = format!(
            "relation `{}`: `rows` names one figure; two or more can be the same",
            self.relation.name
        );
        self.missing(self.relation.span.clone(), message)
    }

    /// A row that stands twice where each is another figure: a total among its parts would be held against itself.
    pub(super) fn repeated(&self, fields: &BTreeMap<&'static str, Found>) -> Result<(), Missing> {
        for names in APART {
            let mut seen: BTreeMap<Source, &str> = BTreeMap::new();
            for name in names.iter().copied() {
                let values = match fields.get(name) {
                    Some(Found::One(value)) => std::slice::from_ref(value),
                    Some(Found::Many(values)) => values.as_slice(),
                    _ => &[],
                };
                for value in values.iter().filter(|v| !v.is_given()) {
                    let Some(before) = seen.insert(value.source, name) else {
                        continue;
                    };
                    let places = match before == name {
                        true => format!("in `{name}`"),
                        false => format!("in `{before}` and in `{name}`"),
                    };
                    let message = format!(
                        "relation `{}`: `{}` stands twice, {places}",
                        self.relation.name, value.name
                    );
                    return Err(self.missing(self.relation.span.clone(), message));
                }
            }
        }
        Ok(())
    }

    /// Exceptions that except nothing; where only some of the printed figures are held, nobody can tell.
    pub(super) fn idle_exceptions(&self) -> Vec<Unmet> {
        if self.table.holds == Holds::Some {
            return Vec::new();
        }
        let left_out = || self.table.left_out().iter().map(String::as_str);
        let is_of = |p: &Pattern| {
            self.table
                .ids()
                .chain(left_out())
                .any(|id| p.is_of(id, self.words))
        };
        let excepted = self.relation.except.iter();
        let terms = excepted.filter_map(|term| Some((term, term.pattern()?)));
        let idle = terms.filter(|(_, pattern)| !is_of(pattern));
        idle.map(|(term, pattern)| {
            let row = self.table.row_word();
            let message = format!("`except`: no {row} has an id of the form `{pattern}`");
            self.missing(term.span.clone(), message).into()
        })
        .collect()
    }
}
