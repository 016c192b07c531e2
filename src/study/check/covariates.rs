//! The words of covariates.

use super::{Checker, Facts};
use crate::codes::nearest;
use crate::study::places::item;
use crate::study::plan::Covariate;

/// Covariates that every register study has.
const WORDS: [(&str, Covariate); 5] = [
    ("age", Covariate::Age),
    ("male", Covariate::Male),
    ("western", Covariate::Western),
    ("non_western", Covariate::NonWestern),
    ("married", Covariate::Married),
];
/// States beside the classes of the code list that a history counts (definitions 11 and 17).
pub(super) const WORK_STATES: [&str; 2] = ["employment", "self-support"];
/// The support before entry that is none of the named ones.
const OTHER: &str = "other";
const MOST_YEARS: u32 = 30;

/// The reports' "all background characteristics" (definition 22).
pub fn background() -> Vec<Covariate> {
    let histories = [
        "kontanthjaelp",
        "sygedagpenge",
        "su",
        "employment",
        "self-support",
    ];
    let supports = ["kontanthjaelp", "sygedagpenge", OTHER];
    let mut all: Vec<Covariate> = WORDS.map(|(_, covariate)| covariate).to_vec();
    all.extend(histories.map(|state| Covariate::History {
        state: state.to_string(),
        years: 3,
    }));
    all.extend(supports.map(|state| Covariate::SupportBefore {
        state: state.to_string(),
    }));
    all
}

impl Checker<'_> {
    /// A list of covariates, each once.
    pub(super) fn covariates(
        &mut self,
        path: &str,
        words: &[String],
        facts: &Facts,
    ) -> Option<Vec<Covariate>> {
        let mut found = Vec::with_capacity(words.len());
        let mut sound = true;
        for (i, word) in words.iter().enumerate() {
            let path = item(path, i);
            match self.covariate(&path, word, facts) {
                Some(covariate) if found.contains(&covariate) => {
                    self.value(&path, format!("`{word}` stands twice in the list"), None);
                    sound = false;
                }
                Some(covariate) => found.push(covariate),
                None => sound = false,
            }
        }
        sound.then_some(found)
    }

    fn covariate(&mut self, path: &str, word: &str, facts: &Facts) -> Option<Covariate> {
        if let Some((column, level)) = word.split_once('=') {
            let column = column.strip_prefix("column.").unwrap_or(column);
            if column.is_empty() || level.is_empty() {
                let help = "write it as `COLUMN=VALUE`, such as `match_group=jobparat`";
                let message = format!("`{word}` does not say which value of which column");
                self.value(path, message, Some(help.to_string()));
                return None;
            }
            let covariate = Covariate::Level {
                column: column.to_string(),
                level: level.to_string(),
            };
            self.sources(path, &covariate, facts)?;
            return Some(covariate);
        }
        let covariate = match word.split_once('.') {
            Some(("history", rest)) => self.history_word(path, rest, facts)?,
            Some(("support", state)) => self.support_word(path, state, facts)?,
            Some(("hours", months)) => self.hours_word(path, months)?,
            Some(("column", column)) if !column.is_empty() => Covariate::Column(column.to_string()),
            Some((head, _)) => {
                let help =
                    crate::study::words::help(head, ["history", "support", "hours", "column"]);
                self.value(path, format!("unknown covariate `{word}`"), help);
                return None;
            }
            None => self.plain_word(path, word, facts)?,
        };
        self.sources(path, &covariate, facts)?;
        Some(covariate)
    }

    /// A covariate of every register study, else a column. Weeks on a relative axis have no birth dates: there every word is a column.
    fn plain_word(&mut self, path: &str, word: &str, facts: &Facts) -> Option<Covariate> {
        if facts.relative_weeks {
            return Some(Covariate::Column(word.to_string()));
        }
        if let Some((_, covariate)) = WORDS.iter().find(|(w, _)| *w == word) {
            return Some(covariate.clone());
        }
        let group_words = ["background", "none", "symmetric"];
        if group_words.contains(&word) || word.is_empty() {
            let message = format!("`{word}` is no covariate of a list");
            self.value(
                path,
                message,
                Some(format!("write it alone: `\"{word}\"`, not in a list")),
            );
            return None;
        }
        match nearest(word, WORDS.map(|(w, _)| w)) {
            None => Some(Covariate::Column(word.to_string())),
            Some(near) => {
                let help = format!(
                    "nearest: `{near}`; for a column of the persons table write `column.{word}`"
                );
                self.value(path, format!("unknown covariate `{word}`"), Some(help));
                None
            }
        }
    }

    /// `CLASS.YEARS`.
    fn history_word(&mut self, path: &str, rest: &str, facts: &Facts) -> Option<Covariate> {
        let parts = rest.rsplit_once('.');
        let years = parts
            .and_then(|(_, years)| years.parse().ok())
            .filter(|y| (1..=MOST_YEARS).contains(y));
        let (Some((state, _)), Some(years)) = (parts, years) else {
            let help = format!(
                "write it as `history.CLASS.YEARS`, such as `history.kontanthjaelp.3`; years 1 to {MOST_YEARS}"
            );
            self.value(
                path,
                format!("`history.{rest}` does not say which class and how many years"),
                Some(help),
            );
            return None;
        };
        self.state(path, state, &WORK_STATES, facts)?;
        Some(Covariate::History {
            state: state.to_string(),
            years,
        })
    }

    /// `MONTHS`.
    fn hours_word(&mut self, path: &str, months: &str) -> Option<Covariate> {
        let months = months
            .parse()
            .ok()
            .filter(|m| (1..=12 * MOST_YEARS).contains(m));
        if months.is_none() {
            let help = format!(
                "write it as `hours.MONTHS`, such as `hours.12`; months 1 to {}",
                12 * MOST_YEARS
            );
            let message = "it does not say how many months of ordinary hours".to_string();
            self.value(path, message, Some(help));
        }
        Some(Covariate::OrdinaryHours { months: months? })
    }

    fn support_word(&mut self, path: &str, state: &str, facts: &Facts) -> Option<Covariate> {
        self.state(path, state, &[OTHER], facts)?;
        Some(Covariate::SupportBefore {
            state: state.to_string(),
        })
    }

    /// A class of the code list, or one of the words beside them.
    pub(super) fn state(
        &mut self,
        path: &str,
        state: &str,
        beside: &[&str],
        facts: &Facts,
    ) -> Option<()> {
        let Some(list) = &facts.codes else {
            return Some(());
        };
        let classes = list.classes().iter().map(String::as_str);
        let allowed: Vec<&str> = classes.chain(beside.iter().copied()).collect();
        self.word(path, "class", state, allowed)
    }

    /// The tables that a covariate is made from must be there.
    pub(super) fn sources(
        &mut self,
        path: &str,
        covariate: &Covariate,
        facts: &Facts,
    ) -> Option<()> {
        let (there, table) = match covariate {
            Covariate::History { state, .. } if WORK_STATES.contains(&state.as_str()) => {
                (facts.has_hours, "hours")
            }
            Covariate::History { .. } | Covariate::SupportBefore { .. } => (true, "weekly"),
            Covariate::OrdinaryHours { .. } => (facts.has_hours, "hours"),
            Covariate::Column(_) | Covariate::Level { .. } => (facts.has_columns(), "persons"),
            _ => (facts.has_columns(), "persons"),
        };
        if there {
            return Some(());
        }
        let message = format!(
            "{} needs the {table} table, and the study has none",
            told(covariate)
        );
        self.value(
            path,
            message,
            Some(format!("add `{table}` to `[register]`")),
        );
        None
    }
}

fn told(covariate: &Covariate) -> String {
    match covariate {
        Covariate::History { state, .. } => format!("a history of `{state}`"),
        Covariate::Column(column) | Covariate::Level { column, .. } => {
            format!("the column `{column}`")
        }
        Covariate::OrdinaryHours { .. } => "a history of ordinary hours".to_string(),
        _ => "a background characteristic".to_string(),
    }
}
