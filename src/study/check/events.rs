//! Outcomes that are dated events of a trial.

use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    EventWord, EventsRule, EventsUntil, OutcomeRule, RecordKind, SeenAt, SeenRule, TimeUnit,
};
use crate::study::written::{LookedUp, Outcome, Register};

impl Checker<'_> {
    pub(super) fn events_rule(
        &mut self,
        path: &str,
        outcome: &Outcome,
        facts: &Facts,
    ) -> Option<OutcomeRule> {
        let at = child(path, "events");
        for table in [RecordKind::Enrolment, RecordKind::Events] {
            self.outcome_needs(path, "events", table, facts)?;
        }
        let Some(events) = &outcome.events else {
            if !self.places.is_given(&at) {
                let message = format!("`[{path}]` does not say which events are the outcome");
                self.value(path, message, Some("add `events = [...]`".to_string()));
            }
            return None;
        };
        self.filled(&at, events, "`events` names no event", None)?;
        let events = self.event_words(&at, Some(events));
        let censored_by =
            self.event_words(&child(path, "censored_by"), outcome.censored_by.as_deref());
        let competing = self.event_words(&child(path, "competing"), outcome.competing.as_deref());
        let origin = match &outcome.origin {
            Some(word) => self.event_word(&child(path, "origin"), word).map(Some),
            None => Some(None),
        };
        let seen = match &outcome.looked_up {
            Some(written) => self.looked_up(&child(path, "looked_up"), written).map(Some),
            None => Some(None).filter(|_| !self.places.is_given(&child(path, "looked_up"))),
        };
        let rule = EventsRule {
            events: events?,
            censored_by: censored_by?,
            competing: competing?,
            origin: origin?,
            seen: seen?,
            unit: outcome.unit.unwrap_or(TimeUnit::Days),
        };
        self.once(path, &rule)?;
        Some(OutcomeRule::Events(rule))
    }

    /// The same event cannot be the outcome and something else.
    fn once(&mut self, path: &str, rule: &EventsRule) -> Option<()> {
        let lists = [
            ("censored_by", &rule.censored_by),
            ("competing", &rule.competing),
        ];
        let mut sound = Some(());
        for (key, words) in lists {
            let twice = words.iter().position(|word| {
                rule.events.contains(word)
                    || (key == "competing" && rule.censored_by.contains(word))
            });
            if let Some(i) = twice {
                let path = item(&child(path, key), i);
                let message = "this event is named for two things at once".to_string();
                self.value(&path, message, None);
                sound = None;
            }
        }
        sound
    }

    fn looked_up(&mut self, path: &str, written: &LookedUp) -> Option<SeenRule> {
        let after = self.event_word(&child(path, "after"), written.after.as_ref()?);
        let status = self.event_word(&child(path, "status"), written.status.as_ref()?)?;
        if status.value.is_some() {
            let message = "`status` is a kind of event; its values are those of `values`";
            self.value(&child(path, "status"), message.to_string(), None);
            return None;
        }
        Some(SeenRule {
            after: after?,
            status: status.kind,
            values: written.values.clone()?,
            at: written.at.unwrap_or(SeenAt::Midpoint),
        })
    }

    /// The last day that the events cover.
    pub(super) fn events_until(
        &mut self,
        register: &Register,
        facts: &Facts,
    ) -> Option<EventsUntil> {
        let path = "register.events_until";
        let Some(text) = &register.events_until else {
            return Some(None).filter(|_| !self.places.is_given(path));
        };
        if !facts.records.contains(&RecordKind::Events) {
            let message = "`events_until` says nothing without `events`".to_string();
            self.key(path, message, None);
            return None;
        }
        match text.parse() {
            Ok(date) => Some(Some(date)),
            Err(_) => {
                let help = Some("write it as `2019-05-09`".to_string());
                self.value(path, format!("`{text}` is no date"), help);
                None
            }
        }
    }

    /// Kinds of events, each `kind` or `kind=value`; none when the key is not given.
    pub(super) fn event_words(
        &mut self,
        path: &str,
        words: Option<&[String]>,
    ) -> Option<Vec<EventWord>> {
        let Some(words) = words else {
            return Some(Vec::new()).filter(|_| !self.places.is_given(path));
        };
        let found: Vec<Option<EventWord>> = words
            .iter()
            .enumerate()
            .map(|(i, word)| self.event_word(&item(path, i), word))
            .collect();
        found.into_iter().collect()
    }

    fn event_word(&mut self, path: &str, word: &str) -> Option<EventWord> {
        let (kind, value) = match word.split_once('=') {
            Some((kind, value)) => (kind, Some(value)),
            None => (word, None),
        };
        if kind.is_empty() || value == Some("") {
            let help = "write `kind` or `kind=value`".to_string();
            self.value(path, format!("`{word}` names no event"), Some(help));
            return None;
        }
        Some(EventWord {
            kind: kind.to_string(),
            value: value.map(str::to_string),
        })
    }
}
