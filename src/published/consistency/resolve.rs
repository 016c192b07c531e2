//! From relations to checks: placeholders put in, rows found; every row that is not there is a fault.

use super::case::{Case, Found, Value};
use super::pattern::{Binding, Pattern, Words};
use super::relation::{Relation, Relations, Said, Term, What};
use super::table::Table;
use super::words::Figure;
use crate::study::Fault;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The checks that a relations file asks for.
#[derive(Debug, Default)]
pub struct Resolved {
    pub cases: Vec<Case>,
    pub faults: Vec<Fault>,
    /// Ids of blank cells, each for a check that cannot be made.
    pub blank: Vec<String>,
}

/// Looks up every row that the relations name; `text` is the relations file, for the places of its faults.
pub fn resolve(relations: &Relations, table: &Table, text: &str) -> Resolved {
    let mut resolved = Resolved::default();
    for relation in &relations.relations {
        let look = Lookup {
            relation,
            table,
            words: &relations.words,
        };
        look.all(text.trim_start_matches('\u{feff}'), &mut resolved);
    }
    resolved
}

/// A fault without its line: where in the file, what, and what would be near.
#[derive(Debug, Clone, PartialEq)]
struct Missing {
    span: Range<usize>,
    message: String,
    help: Option<String>,
}

/// What one binding comes to.
enum Outcome {
    Case(Box<Case>),
    Blank(String),
}

struct Lookup<'a> {
    relation: &'a Relation,
    table: &'a Table,
    words: &'a Words,
}

impl Lookup<'_> {
    fn all(&self, text: &str, resolved: &mut Resolved) {
        let mut missing: Vec<Missing> = Vec::new();
        match self.bindings() {
            Err(fault) => missing.push(fault),
            Ok(ways) => {
                let mut seen: BTreeSet<Binding> = BTreeSet::new();
                for ways in ways {
                    let fresh = ways.iter().any(|w| !seen.contains(w));
                    match self.best(&ways) {
                        Ok((Outcome::Case(case), binding)) if seen.insert(binding.clone()) => {
                            resolved.cases.push(*case)
                        }
                        Ok((Outcome::Blank(id), binding)) if seen.insert(binding.clone()) => {
                            resolved.blank.push(id)
                        }
                        Ok(_) => {}
                        Err(fault) if fresh => missing.push(fault),
                        Err(_) => {}
                    }
                    seen.extend(ways);
                }
            }
        }
        missing.dedup();
        let faults = missing
            .into_iter()
            .map(|m| Fault::at(text, m.span, m.message, m.help));
        resolved.faults.extend(faults);
    }

    /// The placeholders that make a check each, and the pattern that tells what they may be.
    fn lead(&self) -> Result<Option<(&Term, Vec<String>)>, Missing> {
        let fields = self.relation.kind.fields.iter();
        let said: Vec<&Said> = fields
            .filter_map(|f| self.relation.fields.get(f.name))
            .collect();
        let names_of = |term: &Term| -> Vec<String> {
            let names = term.pattern().map(Pattern::names).unwrap_or_default();
            names.into_iter().map(str::to_string).collect()
        };
        if let Some(each) = &self.relation.each {
            if each.is_empty() {
                return Ok(None);
            }
            let mut terms = said.iter().flat_map(|s| s.terms());
            let lead = terms.find(|t| each.iter().all(|e| names_of(t).contains(e)));
            return match lead {
                Some(term) => Ok(Some((term, each.clone()))),
                None => Err(self.missing(
                    self.relation.span.clone(),
                    format!("no field holds all of `each` = {each:?}"),
                )),
            };
        }
        // A pattern where one row is meant leads; in a list it stands for all its rows, except among rows that are the same.
        let single = |s: &&&Said| match s {
            Said::One(_) | Said::Formula(_) => true,
            Said::Many(_) => self.relation.kind.name == "same",
            _ => false,
        };
        let terms = said.iter().filter(single).flat_map(|s| s.terms());
        let lead = terms
            .map(|t| (t, names_of(t)))
            .find(|(_, names)| !names.is_empty());
        Ok(lead)
    }

    /// For each row that the leading pattern stands for, the ways in which it does.
    fn bindings(&self) -> Result<Vec<Vec<Binding>>, Missing> {
        let Some((term, names)) = self.lead()? else {
            return Ok(vec![vec![Binding::new()]]);
        };
        let Some(pattern) = term.pattern() else {
            return Ok(vec![vec![Binding::new()]]);
        };
        let mut all = Vec::new();
        for id in self.table.ids().filter(|id| !self.excepted(id)) {
            let mut ways: Vec<Binding> = Vec::new();
            for mut way in pattern.matches(id, self.words) {
                way.retain(|name, _| names.contains(name));
                if !ways.contains(&way) {
                    ways.push(way);
                }
            }
            if !ways.is_empty() {
                all.push(ways);
            }
        }
        match all.is_empty() {
            true => Err(self.nothing(pattern, term)),
            false => Ok(all),
        }
    }

    /// The check of the way that finds all its rows, when it is the only one.
    fn best(&self, ways: &[Binding]) -> Result<(Outcome, Binding), Missing> {
        let mut found: Option<(Outcome, Binding)> = None;
        let mut first_fault = None;
        for way in ways {
            match (self.case(way), &found) {
                (Ok(outcome), None) => found = Some((outcome, way.clone())),
                (Ok(outcome), Some((before, earlier))) if !same(&outcome, before) => {
                    let message = format!(
                        "relation `{}`: a row's id can be read in two ways: {} or {}",
                        self.relation.name,
                        told(earlier),
                        told(way)
                    );
                    let mut missing = self.missing(self.relation.span.clone(), message);
                    missing.help =
                        Some("list what a placeholder may stand for under `[words]`".to_string());
                    return Err(missing);
                }
                (Ok(_), Some(_)) => {}
                (Err(fault), _) => {
                    first_fault.get_or_insert(fault);
                }
            }
        }
        match (found, first_fault) {
            (Some(found), _) => Ok(found),
            (None, Some(fault)) => Err(fault),
            (None, None) => {
                Err(self.missing(self.relation.span.clone(), "nothing to check".to_string()))
            }
        }
    }

    fn case(&self, binding: &Binding) -> Result<Outcome, Missing> {
        let mut blank: Option<String> = None;
        let singles = self.singles(binding);
        let mut fields = BTreeMap::new();
        for (name, said) in &self.relation.fields {
            let mut find = |term: &Term| -> Result<Vec<Value>, Missing> {
                let (values, empty) = self.values(term, binding, &singles)?;
                if let (Some(id), false) = (empty, self.relation.kind.name == "same") {
                    blank.get_or_insert(id);
                }
                Ok(values)
            };
            fields.insert(*name, self.found(said, binding, &mut find)?);
        }
        if let Some(id) = blank {
            return Ok(Outcome::Blank(id));
        }
        Ok(Outcome::Case(Box::new(Case {
            kind: self.relation.kind.name,
            relation: Some(self.relation.name.clone()),
            fields,
            doubt: self.relation.doubt.clone(),
            span: self.relation.span.clone(),
        })))
    }

    fn found(
        &self,
        said: &Said,
        binding: &Binding,
        find: &mut impl FnMut(&Term) -> Result<Vec<Value>, Missing>,
    ) -> Result<Found, Missing> {
        let list = |terms: &[Term], find: &mut dyn FnMut(&Term) -> Result<Vec<Value>, Missing>| {
            let lists: Result<Vec<Vec<Value>>, Missing> = terms.iter().map(find).collect();
            lists.map(|l| l.concat())
        };
        Ok(match said {
            Said::One(term) => {
                self.single(term, binding)?;
                Found::One(first_or_stand_in(find(term)?))
            }
            Said::Many(terms) => Found::Many(list(terms, find)?),
            Said::Grid(rows) => {
                let rows: Result<Vec<Vec<Value>>, Missing> =
                    rows.iter().map(|r| list(r, find)).collect();
                Found::Grid(rows?)
            }
            Said::Formula(formula) => Found::Formula(formula.map(&mut |term| {
                self.single(term, binding)?;
                Ok(first_or_stand_in(find(term)?))
            })?),
            Said::Number(number) => Found::Number(*number),
            Said::Word(word) => Found::Word(word.clone()),
            Said::Flag(flag) => Found::Flag(*flag),
        })
    }

    /// A field of one row has no placeholder left.
    fn single(&self, term: &Term, binding: &Binding) -> Result<(), Missing> {
        let Some(pattern) = term.pattern().map(|p| p.bound(binding)) else {
            return Ok(());
        };
        match pattern.names().first() {
            None => Ok(()),
            Some(name) => Err(self.missing(
                term.span.clone(),
                format!("`{pattern}`: nothing tells what `{{{name}}}` stands for here"),
            )),
        }
    }

    /// The ids of the fields of one row: a list beside them does not hold them.
    fn singles(&self, binding: &Binding) -> Vec<String> {
        let fields = self.relation.fields.values();
        let terms = fields.filter_map(|said| match said {
            Said::One(term) => term.pattern(),
            _ => None,
        });
        terms.filter_map(|p| p.bound(binding).id()).collect()
    }

    /// The values of a term, and the first blank cell among them.
    fn values(
        &self,
        term: &Term,
        binding: &Binding,
        singles: &[String],
    ) -> Result<(Vec<Value>, Option<String>), Missing> {
        let (pattern, denominator) = match &term.what {
            What::Given(figure) => {
                return Ok((vec![Value::given(*figure)], None));
            }
            What::Row(pattern) => (pattern.bound(binding), false),
            What::Denominator(pattern) => (pattern.bound(binding), true),
        };
        let mut values = Vec::new();
        let mut blank = None;
        for place in self.places(&pattern, term, singles)? {
            let row = &self.table.rows[place];
            let value = match denominator {
                true => Value::denominator(place, row),
                false => Value::of_row(place, row),
            };
            match value {
                Some(value) => values.push(value),
                None if denominator => {
                    let message = format!("row `{}` has no `denominator_n`", row.id);
                    return Err(self.missing(term.span.clone(), message));
                }
                None => {
                    blank.get_or_insert(row.id.clone());
                }
            }
        }
        Ok((values, blank))
    }

    fn places(
        &self,
        pattern: &Pattern,
        term: &Term,
        singles: &[String],
    ) -> Result<Vec<usize>, Missing> {
        if let Some(id) = pattern.id() {
            return match self.table.find(&id) {
                Some(place) => Ok(vec![place]),
                None => Err(self.unknown(&id, term)),
            };
        }
        let rows = self.table.rows.iter().enumerate();
        let of_pattern = rows.filter(|(_, row)| {
            !singles.contains(&row.id)
                && !self.excepted(&row.id)
                && pattern.is_of(&row.id, self.words)
        });
        let places: Vec<usize> = of_pattern.map(|(place, _)| place).collect();
        match places.is_empty() {
            true => Err(self.nothing(pattern, term)),
            false => Ok(places),
        }
    }

    fn excepted(&self, id: &str) -> bool {
        self.relation.except.iter().any(|p| p.is_of(id, self.words))
    }

    fn unknown(&self, id: &str, term: &Term) -> Missing {
        let mut missing = self.missing(term.span.clone(), format!("no row has the id `{id}`"));
        missing.help = nearest(id, self.table);
        missing
    }

    fn nothing(&self, pattern: &Pattern, term: &Term) -> Missing {
        let message = format!("no row has an id of the form `{pattern}`");
        let mut missing = self.missing(term.span.clone(), message);
        missing.help = nearest(&pattern.to_string(), self.table);
        missing
    }

    fn missing(&self, span: Range<usize>, message: String) -> Missing {
        Missing {
            span,
            message,
            help: None,
        }
    }
}

/// A blank cell leaves a stand-in: its case is dropped, and the check is not made.
fn first_or_stand_in(mut values: Vec<Value>) -> Value {
    values.pop().unwrap_or(Value::given(Figure::whole(0)))
}

fn same(a: &Outcome, b: &Outcome) -> bool {
    match (a, b) {
        (Outcome::Case(a), Outcome::Case(b)) => a == b,
        (Outcome::Blank(a), Outcome::Blank(b)) => a == b,
        _ => false,
    }
}

fn told(binding: &Binding) -> String {
    let pairs: Vec<String> = binding
        .iter()
        .map(|(k, v)| format!("{k} = `{v}`"))
        .collect();
    pairs.join(", ")
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
