//! The rows that one term of a relation stands for, or why there are none.

use super::super::case::Value;
use super::super::held::{Holds, Table};
use super::super::pattern::{Binding, Pattern};
use super::super::relation::{Said, Term, What};
use super::{Lookup, Missing, Unmet};

/// What a term stands for.
#[derive(Default)]
pub(super) struct Looked {
    pub values: Vec<Value>,
    /// The first blank cell among them.
    pub blank: Option<String>,
    /// A form of ids whose rows may not all be there.
    pub open: Option<String>,
}

impl Lookup<'_> {
    /// The ids of the fields of one row: a list beside them does not hold them.
    pub(super) fn singles(&self, binding: &Binding) -> Vec<String> {
        let fields = self.relation.fields.values();
        let terms = fields.filter_map(|said| match said {
            Said::One(term) => term.pattern(),
            _ => None,
        });
        terms.filter_map(|p| p.bound(binding).id()).collect()
    }

    pub(super) fn look(
        &self,
        term: &Term,
        binding: &Binding,
        singles: &[String],
    ) -> Result<Looked, Unmet> {
        let (pattern, denominator) = match &term.what {
            What::Given(figure) => {
                return Ok(Looked {
                    values: vec![Value::given(*figure, term.span.clone())],
                    ..Looked::default()
                });
            }
            What::Row(pattern) => (pattern.bound(binding), false),
            What::Denominator(pattern) => (pattern.bound(binding), true),
        };
        let mut looked = Looked::default();
        for place in self.places(&pattern, term, singles)? {
            let row = &self.table.rows[place];
            let value = match denominator {
                true => Value::denominator(place, row),
                false => Value::of_row(place, row),
            };
            match value {
                Some(value) => looked.values.push(value),
                None if denominator => {
                    let (word, n) = (self.table.row_word(), self.table.denominator_word());
                    let message = format!("{word} `{}` has no {n}", row.id);
                    return Err(self.missing(term.span.clone(), message).into());
                }
                None => {
                    looked.blank.get_or_insert(row.id.clone());
                }
            }
        }
        let is_open = self.table.holds == Holds::Some && pattern.id().is_none();
        looked.open = is_open.then(|| pattern.to_string());
        Ok(looked)
    }

    fn places(
        &self,
        pattern: &Pattern,
        term: &Term,
        singles: &[String],
    ) -> Result<Vec<usize>, Unmet> {
        if let Some(id) = pattern.id() {
            return match self.table.find(&id) {
                Some(place) => Ok(vec![place]),
                None if self.may_be_missing(&id) => Err(Unmet::NotHeld(id)),
                None => Err(self.unknown(&id, term).into()),
            };
        }
        let is_meant = |id: &String| {
            !singles.contains(id) && !self.excepted(id) && pattern.is_of(id, self.words)
        };
        if let Some(lacking) = self.table.left_out().iter().find(|id| is_meant(id)) {
            return Err(Unmet::NotHeld(lacking.clone()));
        }
        let rows = self.table.rows.iter().enumerate();
        let of_pattern = rows.filter(|(_, row)| is_meant(&row.id));
        let places: Vec<usize> = of_pattern.map(|(place, _)| place).collect();
        match places.is_empty() {
            true => Err(self.nothing(pattern, term)),
            false => Ok(places),
        }
    }

    /// An id that no row has need be no slip.
    fn may_be_missing(&self, id: &String) -> bool {
        self.table.holds == Holds::Some || self.table.left_out().contains(id)
    }

    fn unknown(&self, id: &str, term: &Term) -> Missing {
        let message = format!("no {} has the id `{id}`", self.table.row_word());
        let mut missing = self.missing(term.span.clone(), message);
        missing.help = nearest(id, self.table);
        missing
    }

    pub(super) fn nothing(&self, pattern: &Pattern, term: &Term) -> Unmet {
        if self.table.holds == Holds::Some {
            return Unmet::NotHeld(pattern.to_string());
        }
        let row = self.table.row_word();
        let message = format!("no {row} has an id of the form `{pattern}`");
        let mut missing = self.missing(term.span.clone(), message);
        missing.help = nearest(&pattern.to_string(), self.table);
        missing.into()
    }
}

/// How many near ids are told.
const NEAREST: usize = 3;

fn nearest(id: &str, table: &Table) -> Option<String> {
    let distance = |other: &str| strsim::damerau_levenshtein(id, other);
    let mut ids: Vec<(usize, &str)> = table.ids().map(|other| (distance(other), other)).collect();
    ids.sort_unstable();
    let near: Vec<String> = ids
        .iter()
        .take(NEAREST)
        .map(|(_, id)| format!("`{id}`"))
        .collect();
    (!near.is_empty()).then(|| format!("nearest: {}", near.join(", ")))
}
