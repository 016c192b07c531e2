//! What is measured.

use super::head::{both, local};
use super::{Checker, Facts};
use crate::codes::{CodeList, CodeSet};
use crate::study::places::{Places, child, item};
use crate::study::plan::{OutcomePlan, OutcomeRule, RecordKind};
use crate::study::written::{OneOrMany, Outcome};
use std::collections::BTreeMap;

/// The keys of each way to say what is measured.
const WAYS: [&[&str]; 7] = [
    &["class", "subclass", "codes"],
    &["hours_above", "include_flexi_job"],
    &["time", "status"],
    &["state"],
    &["activities"],
    &["any"],
    &[
        "events",
        "censored_by",
        "competing",
        "origin",
        "looked_up",
        "unit",
    ],
];
const ALL_WAYS: &str = "`class`, `subclass` or `codes`; or `hours_above`; or `state`; or `activities`; or `any`; or `time` and `status`; or `events`";

/// The names of the outcomes with what each measures; those whose whole table was at fault come last.
pub(super) fn rules(
    outcomes: &[(String, Option<OutcomePlan>)],
    places: &Places,
) -> Vec<(String, Option<OutcomeRule>)> {
    let rule = |outcome: &Option<OutcomePlan>| outcome.as_ref().map(|o| o.rule.clone());
    let mut rules: Vec<_> = outcomes
        .iter()
        .map(|(name, o)| (name.clone(), rule(o)))
        .collect();
    for name in places.names("outcomes") {
        if !rules.iter().any(|(known, _)| known == name) {
            rules.push((name.to_string(), None));
        }
    }
    rules
}

impl Checker<'_> {
    /// The outcomes in the order of the file, `None` for those at fault.
    pub(super) fn outcomes(
        &mut self,
        outcomes: Option<&BTreeMap<String, Outcome>>,
        facts: &Facts,
    ) -> Vec<(String, Option<OutcomePlan>)> {
        let mut named: Vec<(&String, &Outcome)> = outcomes.into_iter().flatten().collect();
        named.sort_by_key(|(name, _)| self.places.key(&child("outcomes", name)).start);
        let is_union = |outcome: &Outcome| outcome.any.is_some();
        let simple = named.iter().filter(|(_, outcome)| !is_union(outcome));
        let simple: Vec<(String, Option<OutcomePlan>)> = simple
            .map(|(name, outcome)| (name.to_string(), self.outcome(name, outcome, &[], facts)))
            .collect();
        let checked = named.into_iter().map(|(name, outcome)| {
            let made = simple.iter().find(|(n, _)| n == name);
            let plan = match made {
                Some((_, plan)) => plan.clone(),
                None => self.outcome(name, outcome, &simple, facts),
            };
            (name.clone(), plan)
        });
        checked.collect()
    }

    /// An outcome; `simple` are those that a union may name.
    fn outcome(
        &mut self,
        name: &str,
        outcome: &Outcome,
        simple: &[(String, Option<OutcomePlan>)],
        facts: &Facts,
    ) -> Option<OutcomePlan> {
        let path = child("outcomes", name);
        let id = self.id(&path, name);
        let rule = self.one_way(&path).and_then(|way| match way {
            0 => self.codes_rule(&path, outcome, facts),
            1 => self.hours_rule(&path, outcome, facts),
            2 => self.columns_rule(&path, outcome, facts),
            3 => self.state_rule(&path, outcome, facts),
            4 => self.activities_rule(&path, outcome, facts),
            5 => self.union_rule(&path, outcome, simple),
            _ => self.events_rule(&path, outcome, facts),
        });
        let label = match &outcome.label {
            Some(label) => local(label)?,
            None => both(name, name),
        };
        Some(OutcomePlan {
            id: id?,
            label,
            rule: rule?,
        })
    }

    /// The number of the one way in `WAYS` that the outcome uses.
    fn one_way(&mut self, path: &str) -> Option<usize> {
        let given = |way: &&[&str]| {
            way.iter()
                .map(|key| child(path, key))
                .find(|k| self.places.is_given(k))
        };
        let used: Vec<(usize, String)> = WAYS
            .iter()
            .map(given)
            .enumerate()
            .filter_map(|(i, k)| Some((i, k?)))
            .collect();
        match used.as_slice() {
            [(only, _)] => Some(*only),
            [] => {
                let help = format!("give {ALL_WAYS}");
                self.value(
                    path,
                    format!("`[{path}]` does not say what is measured"),
                    Some(help),
                );
                None
            }
            [_, (_, second), ..] => {
                let message = "an outcome is measured in one way only".to_string();
                let help = format!("allowed: {ALL_WAYS}");
                self.key(second, message, Some(help));
                None
            }
        }
    }

    fn codes_rule(&mut self, path: &str, outcome: &Outcome, facts: &Facts) -> Option<OutcomeRule> {
        if outcome.codes.is_some() && (outcome.class.is_some() || outcome.subclass.is_some()) {
            let message = "`codes` stand alone, without `class` or `subclass`".to_string();
            self.key(&child(path, "codes"), message, None);
            return None;
        }
        if let Some(codes) = &outcome.codes {
            return self.listed_codes(&child(path, "codes"), codes, facts);
        }
        let list = facts.codes.as_ref()?;
        let of_class = |word: &str| list.class(word).unwrap_or_default();
        let of_subclass = |word: &str| list.subclass(word).unwrap_or_default();
        let class = self.code_words(
            path,
            "class",
            outcome.class.as_ref(),
            list.classes(),
            list,
            of_class,
        );
        let subclass = self.code_words(
            path,
            "subclass",
            outcome.subclass.as_ref(),
            list.subclasses(),
            list,
            of_subclass,
        );
        let both: Vec<u16> = class?.intersection(&subclass?).iter().collect();
        if both.is_empty() {
            self.value(
                path,
                "no code has both this class and this subclass".to_string(),
                None,
            );
            return None;
        }
        Some(OutcomeRule::Codes(both))
    }

    fn listed_codes(&mut self, path: &str, codes: &[u16], facts: &Facts) -> Option<OutcomeRule> {
        self.filled(path, codes, "`codes` lists no code", None)?;
        let known = codes
            .iter()
            .enumerate()
            .map(|(i, code)| self.known_code(&item(path, i), *code, facts));
        let known: Vec<Option<()>> = known.collect();
        let set: CodeSet = codes.iter().copied().collect();
        known
            .iter()
            .all(Option::is_some)
            .then(|| OutcomeRule::Codes(set.iter().collect()))
    }

    /// The codes of the words under a key; all codes when the key is not given.
    fn code_words(
        &mut self,
        path: &str,
        key: &str,
        words: Option<&OneOrMany<String>>,
        allowed: &[String],
        list: &CodeList,
        codes: impl Fn(&str) -> CodeSet,
    ) -> Option<CodeSet> {
        let Some(words) = words else {
            return Some(list.all()).filter(|_| !self.places.is_given(&child(path, key)));
        };
        let path = child(path, key);
        let mut found = Some(CodeSet::default());
        for (i, word) in words.values().iter().enumerate() {
            let path = match words {
                OneOrMany::One(_) => path.clone(),
                OneOrMany::Many(_) => item(&path, i),
            };
            let known = self.word(&path, key, word, allowed.iter().map(String::as_str));
            found = found
                .zip(known)
                .map(|(found, ())| found.union(&codes(word)));
        }
        found
    }

    fn hours_rule(&mut self, path: &str, outcome: &Outcome, facts: &Facts) -> Option<OutcomeRule> {
        let at = child(path, "hours_above");
        if outcome.hours_above.is_none() && !self.places.is_given(&at) {
            let message =
                "`include_flexi_job` is about `hours_above`, which is not given".to_string();
            self.key(&child(path, "include_flexi_job"), message, None);
        }
        self.hours_table(&at, facts)?;
        Some(OutcomeRule::OrdinaryHours {
            above: outcome.hours_above?,
            include_flexi_job: outcome.include_flexi_job.unwrap_or(false),
        })
    }

    /// Work without benefit is told by wage hours.
    fn state_rule(&mut self, path: &str, outcome: &Outcome, facts: &Facts) -> Option<OutcomeRule> {
        self.hours_table(&child(path, "state"), facts)?;
        Some(OutcomeRule::State(outcome.state?))
    }

    /// Kinds of activities; which there are is known from the data only.
    fn activities_rule(
        &mut self,
        path: &str,
        outcome: &Outcome,
        facts: &Facts,
    ) -> Option<OutcomeRule> {
        let table = RecordKind::Activities;
        self.outcome_needs(path, "activities", table, facts)?;
        let path = child(path, "activities");
        if !facts.has_weekly || facts.relative_weeks {
            let message = "activities are counted in the calendar weeks of the weekly extract, and the study has none";
            self.key(&path, message.to_string(), None);
            return None;
        }
        let kinds = outcome.activities.as_deref()?;
        self.filled(&path, kinds, "`activities` names no kind", None)?;
        if let Some(i) = kinds.iter().position(String::is_empty) {
            let message = "the kind of an activity is never blank".to_string();
            self.value(&item(&path, i), message, None);
            return None;
        }
        Some(OutcomeRule::Activities(kinds.to_vec()))
    }

    /// The outcomes named, each once and none of them a union itself.
    fn union_rule(
        &mut self,
        path: &str,
        outcome: &Outcome,
        simple: &[(String, Option<OutcomePlan>)],
    ) -> Option<OutcomeRule> {
        let path = child(path, "any");
        let names = outcome.any.as_deref()?;
        self.filled(&path, names, "`any` names no outcome", None)?;
        let allowed = || simple.iter().map(|(name, _)| name.as_str());
        let mut rules = Some(Vec::new());
        for (i, name) in names.iter().enumerate() {
            let path = item(&path, i);
            let known = self.word(&path, "outcome to join", name, allowed());
            let twice = names[..i].contains(name);
            if twice {
                self.value(&path, format!("`{name}` stands twice in the list"), None);
            }
            let rule = simple.iter().find(|(n, _)| n == name);
            let rule = rule.and_then(|(_, plan)| plan.as_ref().map(|p| p.rule.clone()));
            if let Some(OutcomeRule::Columns { .. } | OutcomeRule::Events(_)) = rule {
                let message = format!("outcome `{name}` has no weeks");
                self.value(&path, message, None);
                return None;
            }
            rules = rules
                .zip(known.and(rule).filter(|_| !twice))
                .map(|(mut rules, rule)| {
                    rules.push(rule);
                    rules
                });
        }
        rules.map(OutcomeRule::Any)
    }

    fn hours_table(&mut self, at: &str, facts: &Facts) -> Option<()> {
        if !facts.has_hours {
            let message =
                "an outcome of hours needs an hours table, and the study has none".to_string();
            self.key(at, message, Some("add `hours` to `[register]`".to_string()));
        }
        facts.has_hours.then_some(())
    }

    fn columns_rule(
        &mut self,
        path: &str,
        outcome: &Outcome,
        facts: &Facts,
    ) -> Option<OutcomeRule> {
        for (key, other) in [("time", "status"), ("status", "time")] {
            if self.places.is_given(&child(path, key)) && !self.places.is_given(&child(path, other))
            {
                self.key(
                    &child(path, key),
                    format!("`{key}` needs `{other}` beside it"),
                    None,
                );
            }
        }
        if !facts.has_persons {
            let message =
                "`time` and `status` are columns of the persons table, and the study has none"
                    .to_string();
            self.key(
                &child(path, "time"),
                message,
                Some("add `persons` to `[register]`".to_string()),
            );
            return None;
        }
        Some(OutcomeRule::Columns {
            time: outcome.time.clone()?,
            status: outcome.status.clone()?,
        })
    }
}
