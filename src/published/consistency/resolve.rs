//! From relations to checks: placeholders put in, rows found; every row that is not there is a fault.

mod look;
mod slips;

use super::case::{Case, Found, Value};
use super::held::Table;
use super::pattern::{Binding, Pattern, Words};
use super::relation::{Relation, Relations, Said, Term};
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
    /// What is not among the printed figures, each for a check that cannot be made.
    pub not_held: Vec<NotHeld>,
}

/// A check that cannot be made, since a figure that it needs is not among those held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct NotHeld {
    pub relation: String,
    /// An id, or the form of several.
    pub id: String,
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

/// Why a binding is no check.
#[derive(Debug, Clone, PartialEq)]
enum Unmet {
    Fault(Missing),
    /// The printed figures are not all there, and this id or form is not.
    NotHeld(String),
}

impl From<Missing> for Unmet {
    fn from(missing: Missing) -> Unmet {
        Unmet::Fault(missing)
    }
}

/// What one binding comes to.
enum Outcome {
    Case(Box<Case>),
    Blank(String),
}

/// Kinds that hold of some of their rows when they hold of all.
const OF_ANY_ROWS: [&str; 2] = ["order", "same"];

struct Lookup<'a> {
    relation: &'a Relation,
    table: &'a Table,
    words: &'a Words,
}

impl Lookup<'_> {
    fn all(&self, text: &str, resolved: &mut Resolved) {
        let mut missing: Vec<Unmet> = self.idle_exceptions();
        match self.bindings() {
            Err(unmet) => missing.push(unmet),
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
                        Err(unmet) if fresh => missing.push(unmet),
                        Err(_) => {}
                    }
                    seen.extend(ways);
                }
            }
        }
        missing.dedup();
        for unmet in missing {
            match unmet {
                Unmet::Fault(m) => {
                    let fault = Fault::at(text, m.span, m.message, m.help);
                    resolved.faults.push(fault);
                }
                Unmet::NotHeld(id) => resolved.not_held.push(NotHeld {
                    relation: self.relation.name.clone(),
                    id,
                }),
            }
        }
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
    fn bindings(&self) -> Result<Vec<Vec<Binding>>, Unmet> {
        let Some((term, names)) = self.lead()? else {
            return Ok(vec![vec![Binding::new()]]);
        };
        let Some(pattern) = term.pattern() else {
            return Ok(vec![vec![Binding::new()]]);
        };
        let mut all = Vec::new();
        let left_out = self.table.left_out().iter().map(String::as_str);
        let ids = self.table.ids().chain(left_out);
        for id in ids.filter(|id| !self.excepted(id)) {
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
    fn best(&self, ways: &[Binding]) -> Result<(Outcome, Binding), Unmet> {
        let mut found: Option<(Outcome, Binding)> = None;
        let (mut first_fault, mut not_held) = (None, None);
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
                    return Err(missing.into());
                }
                (Ok(_), Some(_)) => {}
                (Err(unmet @ Unmet::NotHeld(_)), _) => {
                    not_held.get_or_insert(unmet);
                }
                (Err(fault), _) => {
                    first_fault.get_or_insert(fault);
                }
            }
        }
        // A reading that lacks a figure goes before one that names none that was ever printed.
        let unmet = || not_held.or(first_fault);
        let nothing = || self.missing(self.relation.span.clone(), "nothing to check".to_string());
        found.ok_or_else(|| unmet().unwrap_or_else(|| nothing().into()))
    }

    fn case(&self, binding: &Binding) -> Result<Outcome, Unmet> {
        let is_same = self.relation.kind.name == "same";
        let (mut blank, mut open, mut not_held) = (None, None, None);
        let singles = self.singles(binding);
        let mut fields = BTreeMap::new();
        for (name, said) in &self.relation.fields {
            let unit = self.relation.kind.field(name).and_then(|f| f.unit);
            let mut find = |term: &Term| -> Result<Vec<Value>, Unmet> {
                let looked = match self.look(term, binding, &singles) {
                    // Of rows that are the same, the others still are.
                    Err(Unmet::NotHeld(id)) if is_same => {
                        not_held.get_or_insert(id);
                        return Ok(Vec::new());
                    }
                    other => other?,
                };
                blank = blank.take().or(looked.blank);
                open = open.take().or(looked.open);
                let values = looked.values.into_iter();
                Ok(values.map(|v| v.taken_for(unit)).collect())
            };
            fields.insert(*name, self.found(said, binding, &mut find)?);
        }
        let few = is_same && self.few(&fields);
        self.repeated(&fields)?;
        match (blank, not_held) {
            (_, Some(id)) if few => return Err(Unmet::NotHeld(id)),
            (Some(id), _) if few || !is_same => return Ok(Outcome::Blank(id)),
            _ if few => return Err(self.alone().into()),
            _ => {}
        }
        Ok(Outcome::Case(Box::new(Case {
            kind: self.relation.kind.name,
            relation: Some(self.relation.name.clone()),
            fields,
            doubt: self.doubt(open),
            span: self.relation.span.clone(),
        })))
    }

    /// Fewer rows than two are not the same as anything.
    fn few(&self, fields: &BTreeMap<&'static str, Found>) -> bool {
        matches!(fields.get("rows"), Some(Found::Many(rows)) if rows.len() < 2)
    }

    /// Why the check may fail and be no error.
    fn doubt(&self, open: Option<String>) -> Option<String> {
        let open = open.filter(|_| !OF_ANY_ROWS.contains(&self.relation.kind.name));
        let may_lack = open.map(|form| {
            format!(
                "the claims do not hold all of the form `{form}`; `left_out` says which they lack"
            )
        });
        let doubts: Vec<String> = self
            .relation
            .doubt
            .iter()
            .cloned()
            .chain(may_lack)
            .collect();
        (!doubts.is_empty()).then(|| doubts.join("; "))
    }

    fn found(
        &self,
        said: &Said,
        binding: &Binding,
        find: &mut impl FnMut(&Term) -> Result<Vec<Value>, Unmet>,
    ) -> Result<Found, Unmet> {
        let list = |terms: &[Term], find: &mut dyn FnMut(&Term) -> Result<Vec<Value>, Unmet>| {
            let lists: Result<Vec<Vec<Value>>, Unmet> = terms.iter().map(find).collect();
            lists.map(|l| l.concat())
        };
        Ok(match said {
            Said::One(term) => {
                self.single(term, binding)?;
                Found::One(first_or_stand_in(find(term)?))
            }
            Said::Many(terms) => Found::Many(list(terms, find)?),
            Said::Grid(rows) => {
                let rows: Result<Vec<Vec<Value>>, Unmet> =
                    rows.iter().map(|r| list(r, find)).collect();
                Found::Grid(rows?)
            }
            Said::Formula(formula) => Found::Formula(formula.map(&mut |term| {
                self.single(term, binding)?;
                Ok::<Value, Unmet>(first_or_stand_in(find(term)?))
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

    fn excepted(&self, id: &str) -> bool {
        let patterns = self.relation.except.iter().filter_map(Term::pattern);
        patterns.into_iter().any(|p| p.is_of(id, self.words))
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
    values.pop().unwrap_or(Value::given(Figure::whole(0), 0..0))
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
