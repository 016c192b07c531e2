//! A relation as its file says it: which rows belong together, and how.

use super::exact::Exact;
use super::formula::Formula;
use super::kinds::Kind;
use super::pattern::{Pattern, Words};
use super::words::Figure;
use std::collections::BTreeMap;
use std::ops::Range;

/// The relations file, checked for its shape; its patterns are not yet looked up.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    pub words: Words,
    pub relations: Vec<Relation>,
}

/// One relation, which may make many checks.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Its name, or its kind and place in the file.
    pub name: String,
    pub kind: &'static Kind,
    pub fields: BTreeMap<&'static str, Said>,
    /// The placeholders that make a check each.
    pub each: Option<Vec<String>>,
    /// Rows that no pattern of this relation stands for.
    pub except: Vec<Term>,
    /// Why a broken relation may still be no error.
    pub doubt: Option<String>,
    /// Where it stands in the file, in bytes.
    pub span: Range<usize>,
}

/// What a field says.
#[derive(Debug, Clone)]
pub enum Said {
    One(Term),
    Many(Vec<Term>),
    Grid(Vec<Vec<Term>>),
    Formula(Formula<Term>),
    Number(Exact),
    Word(String),
    Flag(bool),
}

impl Said {
    /// Every term in it.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Said::One(term) => vec![term],
            Said::Many(terms) => terms.iter().collect(),
            Said::Grid(rows) => rows.iter().flatten().collect(),
            Said::Formula(formula) => formula.values(),
            Said::Number(_) | Said::Word(_) | Said::Flag(_) => Vec::new(),
        }
    }
}

/// A row's number, its denominator, or a number given in the relation itself.
#[derive(Debug, Clone)]
pub struct Term {
    pub what: What,
    pub span: Range<usize>,
}

#[derive(Debug, Clone)]
pub enum What {
    Row(Pattern),
    Denominator(Pattern),
    Given(Figure),
}

impl Term {
    pub fn pattern(&self) -> Option<&Pattern> {
        match &self.what {
            What::Row(pattern) | What::Denominator(pattern) => Some(pattern),
            What::Given(_) => None,
        }
    }
}
