//! Time to an event in words.

use super::Story;
use crate::findings::{Analysis, CoxModel, CoxTerm, Curve, Estimated, TimeToEvent};
use crate::report::numbers::{number, p_value, points};
use crate::report::reader::{Reader, significance};
use crate::report::words::{Say, capital};

pub fn tell(reader: &Reader, analysis: &Analysis, result: &TimeToEvent) -> Story {
    let outcome = reader.language.text(&result.outcome.label);
    let unit = reader.unit(result.unit);
    let since = reader.since(analysis);
    let shows = reader.tell(
        Say::ShowsTime,
        &[("outcome", outcome), ("unit", unit), ("since", since)],
    );
    let headline = headline(reader, analysis, result, outcome);
    let last = result.curves.iter().filter_map(|c| c.time.last());
    let last = last.copied().fold(0.0, f64::max);
    let groups: Vec<String> = result
        .curves
        .iter()
        .map(|c| reader.group(c.group))
        .collect();
    let alt = reader.tell(
        Say::AltTime,
        &[
            ("outcome", outcome),
            ("groups", &groups.join(", ")),
            ("last", &number(last, 0, reader.language)),
            ("unit", unit),
            ("since", since),
            ("headline", &headline),
        ],
    );
    Story {
        finding: finding(reader, analysis, result, outcome),
        shows,
        headline,
        alt,
    }
}

/// The term that carries the effect in the main model.
pub fn focus(result: &TimeToEvent) -> Option<(&CoxModel, &CoxTerm)> {
    let model = result.models.first()?.made()?;
    Some((model, model.terms.get(model.focus)?))
}

/// A change of rate in percent without its sign, e.g. 61 for a hazard ratio of 1.61.
fn percent_change(reader: &Reader, hazard_ratio: f64) -> String {
    points((hazard_ratio - 1.0).abs(), 0, reader.language)
}

fn finding(reader: &Reader, analysis: &Analysis, result: &TimeToEvent, outcome: &str) -> String {
    let language = reader.language;
    match (focus(result), result.models.first()) {
        (Some((_, term)), _) => {
            let significant = term.interval.p_value < significance(analysis);
            let phrase = match (significant, term.hazard_ratio > 1.0) {
                (true, true) => Say::TimeShorter,
                (true, false) => Say::TimeLonger,
                (false, _) => Say::TimeSame,
            };
            reader.tell(
                phrase,
                &[
                    ("outcome", outcome),
                    ("change", &percent_change(reader, term.hazard_ratio)),
                    ("ratio", &number(term.hazard_ratio, 2, language)),
                    ("p", &p_value(term.interval.p_value, language)),
                ],
            )
        }
        (None, Some(Estimated::Not(reason))) => {
            let reason = language.reason(reason);
            reader.tell(
                Say::TimeNotMade,
                &[("outcome", outcome), ("reason", &reason)],
            )
        }
        _ => reader.tell(Say::TimeOnly, &[("outcome", &capital(outcome))]),
    }
}

fn headline(reader: &Reader, analysis: &Analysis, result: &TimeToEvent, outcome: &str) -> String {
    let language = reader.language;
    let mut sentences = vec![];
    let first = result.curves.first().and_then(|c| c.at.first());
    if let Some(first) = first {
        let read = |c: &Curve| {
            let at = c.at.iter().find(|a| a.time == first.time)?;
            let share = points(1.0 - at.survival, 1, language);
            Some(reader.tell(
                Say::GroupPercent,
                &[("group", &reader.group(c.group)), ("share", &share)],
            ))
        };
        let shares: Vec<String> = result.curves.iter().filter_map(read).collect();
        sentences.push(reader.tell(
            Say::HeadlineStarted,
            &[
                ("outcome", &capital(outcome)),
                ("weeks", &number(first.time, 0, language)),
                ("unit", reader.unit(result.unit)),
                ("shares", &shares.join(", ")),
            ],
        ));
    }
    if let Some((_, term)) = focus(result) {
        sentences.push(reader.tell(
            Say::HeadlineHazard,
            &[
                ("ratio", &number(term.hazard_ratio, 2, language)),
                ("interval", &reader.interval_name(analysis)),
                ("low", &number(term.interval.conf_low.exp(), 2, language)),
                ("high", &number(term.interval.conf_high.exp(), 2, language)),
                ("p", &p_value(term.interval.p_value, language)),
            ],
        ));
    }
    if let Some(duration) = &result.duration {
        sentences.push(reader.tell(
            Say::HeadlineDuration,
            &[
                ("reduction", &points(duration.reduction, 0, language)),
                (
                    "before",
                    &number(duration.example_before_weeks, 0, language),
                ),
                ("after", &number(duration.example_after_weeks, 1, language)),
            ],
        ));
    }
    sentences.join(" ")
}
