//! The table of answers as the analyses of surveys read it.

use super::described_parts::given;
use super::{Context, words};
use crate::codes::Municipalities;
use crate::findings::{Label, Note, Reason};
use crate::register::{Records, WordColumn};
use crate::study::{AmongAnswers, AnswersBy, NamedWord, OnlyAnswers, RecordKind, SurveyPlan};
use std::collections::{BTreeMap, BTreeSet};

/// A respondent in a wave.
pub type Who = (u32, u32);

/// The answers, found by item.
pub struct Answers<'a> {
    plan: &'a SurveyPlan,
    municipalities: &'a Municipalities,
    records: &'a Records,
    respondent: &'a WordColumn,
    value: &'a WordColumn,
    role: Option<&'a WordColumn>,
    site: Option<&'a WordColumn>,
    wave: Option<&'a WordColumn>,
    by_item: BTreeMap<&'a str, Vec<usize>>,
}

/// One of the groups that answers are told apart by.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    pub id: String,
    pub label: Label,
}

impl<'a> Answers<'a> {
    /// The answers of a study, or why there are none.
    pub fn of(context: &Context<'a>) -> Result<Answers<'a>, Reason> {
        let missing = || Reason::new("needs-data", &[("needs", "survey".to_string())]);
        let records: &Records = context
            .records
            .get(&RecordKind::Survey)
            .ok_or_else(missing)?;
        let column = |name| records.find(name).ok_or_else(missing);
        let item = column("item")?;
        let value = column("value")?;
        let mut by_item: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for row in (0..records.len()).filter(|row| !value.word(*row).is_empty()) {
            by_item.entry(item.word(row)).or_default().push(row);
        }
        Ok(Answers {
            plan: &context.plan.survey,
            municipalities: context.municipalities,
            respondent: column("respondent_id")?,
            value,
            role: records.find("role"),
            site: records.find("site"),
            wave: records.find("wave"),
            by_item,
            records,
        })
    }

    /// The columns that answers are told apart by must be there.
    ///
    /// # Errors
    /// The first column that the table does not have, or has blank.
    pub fn need(&self, columns: &[AnswersBy]) -> Result<(), Reason> {
        for by in columns {
            if let (false, Some(name)) = (self.is_told_by(*by), column_name(*by)) {
                return Err(Reason::new("needs-data", &[("needs", format!("`{name}`"))]));
            }
        }
        Ok(())
    }

    /// True when some row answers one of the items, of the waves and roles asked for.
    pub fn any(&self, items: &[&str], only: &OnlyAnswers) -> bool {
        let rows = items.iter().filter_map(|item| self.by_item.get(item));
        rows.flatten().any(|row| self.is_in(*row, only))
    }

    /// What is left out of an analysis of some items that keeps to `only` and tells answers apart by `columns`: items that nobody answered, and
    /// answers that do not say to which group they belong.
    pub fn notes(&self, items: &[&str], only: &OnlyAnswers, columns: &[AnswersBy]) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut silent: Vec<&str> = Vec::new();
        for item in items
            .iter()
            .filter(|item| !self.by_item.contains_key(*item))
        {
            if !silent.contains(item) {
                silent.push(item);
            }
        }
        if !silent.is_empty() {
            let facts = [("items", listed(silent.into_iter()))];
            notes.push(Note::new("items-without-answers", &facts));
        }
        let kept = [
            (
                AnswersBy::Wave,
                !only.waves.is_empty(),
                "answers-without-wave",
            ),
            (
                AnswersBy::Role,
                !only.roles.is_empty(),
                "answers-without-role",
            ),
            (AnswersBy::Site, false, "answers-without-site"),
        ];
        for (by, is_kept, code) in kept {
            if !is_kept && !columns.contains(&by) {
                continue;
            }
            let rows = self.without(by, items, only);
            if rows > 0 {
                notes.push(Note::new(code, &[("rows", rows.to_string())]));
            }
        }
        notes
    }

    /// Answers to items in rows that leave a column blank and would otherwise belong.
    fn without(&self, by: AnswersBy, items: &[&str], only: &OnlyAnswers) -> usize {
        if !self.is_told_by(by) {
            return 0;
        }
        let mut others = only.clone();
        match by {
            AnswersBy::Wave => others.waves.clear(),
            AnswersBy::Role => others.roles.clear(),
            AnswersBy::Site | AnswersBy::None => {}
        }
        let items: BTreeSet<&str> = items.iter().copied().collect();
        let rows = items.iter().filter_map(|item| self.by_item.get(item));
        let blank = |row: &usize| self.word(by, *row).is_empty() && self.is_in(*row, &others);
        rows.flatten().filter(|row| blank(row)).count()
    }

    /// The rows that answer an item, of the waves and roles asked for.
    pub fn rows(&self, item: &str, only: &OnlyAnswers) -> Vec<usize> {
        let rows = self.by_item.get(item).into_iter().flatten().copied();
        rows.filter(|row| self.is_in(*row, only)).collect()
    }

    /// All rows, of the waves and roles asked for.
    pub fn all(&self, only: &OnlyAnswers) -> Vec<usize> {
        (0..self.records.len())
            .filter(|row| self.is_in(*row, only))
            .collect()
    }

    fn is_in(&self, row: usize, only: &OnlyAnswers) -> bool {
        let fits = |list: &[String], by| {
            list.is_empty() || list.iter().any(|word| word == self.word(by, row))
        };
        fits(&only.waves, AnswersBy::Wave) && fits(&only.roles, AnswersBy::Role)
    }

    /// The answer of a row.
    pub fn value(&self, row: usize) -> &'a str {
        self.value.word(row)
    }

    /// True for "do not know" and the like.
    pub fn is_unknown(&self, row: usize) -> bool {
        self.plan.unknown.iter().any(|word| word == self.value(row))
    }

    /// True when the survey has words for "do not know".
    pub fn has_unknown(&self) -> bool {
        !self.plan.unknown.is_empty()
    }

    /// The number a row's answer is.
    pub fn number(&self, row: usize) -> Option<f64> {
        self.records.number(self.value(row))
    }

    /// Who answered in a row.
    pub fn who(&self, row: usize) -> Who {
        let wave = self.wave.map_or(0, |column| column.codes()[row]);
        (self.respondent.codes()[row], wave)
    }

    /// The group of a row; the empty word where the table has no such column.
    pub fn word(&self, by: AnswersBy, row: usize) -> &'a str {
        self.column(by).map_or("", |column| column.word(row))
    }

    /// True when the table has the column with some word in it.
    fn is_told_by(&self, by: AnswersBy) -> bool {
        let words = self.column(by).map(WordColumn::words);
        words.is_some_and(|words| words.iter().any(|word| !word.is_empty()))
    }

    fn column(&self, by: AnswersBy) -> Option<&'a WordColumn> {
        match by {
            AnswersBy::None => None,
            AnswersBy::Wave => self.wave,
            AnswersBy::Role => self.role,
            AnswersBy::Site => self.site,
        }
    }

    /// Those who gave one of these answers to another item.
    pub fn among(&self, among: &AmongAnswers) -> BTreeSet<Who> {
        let rows = self.rows(&among.item, &OnlyAnswers::default());
        rows.into_iter()
            .filter(|row| among.values.iter().any(|word| word == self.value(*row)))
            .map(|row| self.who(row))
            .collect()
    }

    /// The groups in their order: as declared, or else by their words.
    pub fn levels(&self, by: AnswersBy, only: &OnlyAnswers) -> Vec<Level> {
        let (declared, column, kept): (&[NamedWord], _, &[String]) = match by {
            AnswersBy::None => {
                return vec![Level {
                    id: "all".to_string(),
                    label: Label::said("answers-all"),
                }];
            }
            AnswersBy::Wave => (&self.plan.waves, self.wave, &only.waves),
            AnswersBy::Role => (&self.plan.roles, self.role, &only.roles),
            AnswersBy::Site => (&self.plan.sites, self.site, &[]),
        };
        let mut found: Vec<&str> = match declared.is_empty() {
            false => declared.iter().map(|word| word.id.as_str()).collect(),
            true => {
                let words = column.into_iter().flat_map(|column| column.words());
                let mut words: Vec<&str> = words.map(String::as_str).collect();
                words.retain(|word| !word.is_empty());
                words.sort_unstable();
                words
            }
        };
        found.retain(|word| kept.is_empty() || kept.iter().any(|k| k == word));
        found.into_iter().map(|id| self.level(by, id)).collect()
    }

    /// A group by its word.
    pub fn level(&self, by: AnswersBy, id: &str) -> Level {
        let declared: &[NamedWord] = match by {
            AnswersBy::None => &[],
            AnswersBy::Wave => &self.plan.waves,
            AnswersBy::Role => &self.plan.roles,
            AnswersBy::Site => &self.plan.sites,
        };
        let named = declared.iter().find(|word| word.id == id);
        let given = named.and_then(|word| word.label.as_ref());
        let label = match given {
            Some(label) => Label::Given(words::text(label)),
            None if by == AnswersBy::Site => Label::name(&self.site_name(id)),
            None => Label::name(id),
        };
        Level {
            id: id.to_string(),
            label,
        }
    }

    /// A municipality's name by its code; another word is its own name.
    fn site_name(&self, id: &str) -> String {
        let code = id.parse().ok();
        let found = code.and_then(|code| self.municipalities.get(code));
        found.map_or_else(|| id.to_string(), |m| m.name.clone())
    }
}

/// The name of a column in the table; `None` without groups.
fn column_name(by: AnswersBy) -> Option<&'static str> {
    match by {
        AnswersBy::None => None,
        AnswersBy::Wave => Some("wave"),
        AnswersBy::Role => Some("role"),
        AnswersBy::Site => Some("site"),
    }
}

/// How many names a note lists.
const NAMED: usize = 12;

/// The first of some names, and how many more there are.
pub fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let first = names[..names.len().min(NAMED)].join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} + {more}"),
    }
}

/// A note of groups without an answer, each by its name.
pub fn unanswered(code: &str, count: &str, groups: &[&Level]) -> Option<Note> {
    let names: Vec<(String, String)> = groups.iter().map(|g| given(&g.label)).collect();
    let facts = [
        (count, groups.len().to_string()),
        ("names_da", listed(names.iter().map(|n| n.0.as_str()))),
        ("names_en", listed(names.iter().map(|n| n.1.as_str()))),
    ];
    (!groups.is_empty()).then(|| Note::new(code, &facts))
}
