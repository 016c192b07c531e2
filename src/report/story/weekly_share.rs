//! Weekly shares in words.

use super::{Story, among};
use crate::findings::{
    Analysis, Arm, Effect, Estimated, Group, Period, Share, ShareSeries, WeeklyShare,
};
use crate::report::numbers::{DASH, Rounded, p_value, percent, points};
use crate::report::reader::{Reader, significance};
use crate::report::words::{Say, capital};

pub fn tell(reader: &Reader, analysis: &Analysis, result: &WeeklyShare) -> Story {
    let outcome = reader.language.text(&result.outcome.label);
    let (shows, alt) = match result.effects.is_empty() {
        true => (Say::ShowsSharesOnly, Say::AltSharesOnly),
        false => (Say::ShowsShares, Say::AltShares),
    };
    let shows = reader.tell(
        shows,
        &[
            ("outcome", outcome),
            ("among", among(reader, &result.among)),
        ],
    );
    let week = result.headline.and_then(|h| result.points.get(h));
    let week = match &result.headline_mean {
        Some(mean) => {
            let (first, last) = (mean.first.to_string(), mean.last.to_string());
            reader.tell(Say::WeeksOnAverage, &[("first", &first), ("last", &last)])
        }
        None => week.map_or(String::new(), |p| reader.week(&result.axis, p.index)),
    };
    let finding = finding(reader, analysis, result, outcome, &week);
    let headline = headline(reader, analysis, result, &week);
    let first = result.points.first().map_or(0, |p| p.index);
    let last = result.points.last().map_or(0, |p| p.index);
    let alt = reader.tell(
        alt,
        &[
            ("outcome", outcome),
            ("groups", &groups(reader, &result.series)),
            ("first", &first.to_string()),
            ("last", &last.to_string()),
            ("headline", &headline),
        ],
    );
    Story {
        finding,
        shows,
        headline,
        alt,
    }
}

/// The effect at the headline in the main variant.
pub fn headline_effect(result: &WeeklyShare) -> Option<&Estimated<Effect>> {
    if let Some(mean) = &result.headline_mean {
        return mean.effect.as_ref();
    }
    result.effects.first()?.estimates.get(result.headline?)
}

/// Effect, limits and p: "10,0 procentpoint (95 pct. konfidensinterval 7,1 til 12,9; p < 0,001)".
pub fn effect_words(reader: &Reader, analysis: &Analysis, effect: &Effect) -> String {
    let language = reader.language;
    reader.tell(
        Say::EffectWithLimits,
        &[
            ("points", &points(effect.estimate, 1, language)),
            ("interval", &reader.interval_name(analysis)),
            ("low", &points(effect.conf_low, 1, language)),
            ("high", &points(effect.conf_high, 1, language)),
            ("p", &p_value(effect.p_value, language)),
        ],
    )
}

fn finding(
    reader: &Reader,
    analysis: &Analysis,
    result: &WeeklyShare,
    outcome: &str,
    week: &str,
) -> String {
    let language = reader.language;
    let name = capital(outcome);
    match headline_effect(result) {
        Some(Estimated::Made(effect)) => {
            let phrase = match (
                effect.p_value < significance(analysis),
                effect.estimate < 0.0,
            ) {
                (true, false) => Say::EffectPositive,
                (true, true) => Say::EffectNegative,
                (false, _) => Say::EffectNone,
            };
            reader.tell(
                phrase,
                &[
                    ("outcome", &name),
                    ("points", &points(effect.estimate, 1, language)),
                    ("week", week),
                    ("p", &p_value(effect.p_value, language)),
                ],
            )
        }
        Some(Estimated::Not(reason)) => {
            let reason = language.reason(reason);
            let blanks = [
                ("outcome", name.as_str()),
                ("week", week),
                ("reason", &reason),
            ];
            reader.tell(Say::EffectNotMade, &blanks)
        }
        Some(Estimated::Suppressed) => {
            reader.tell(Say::EffectWithheld, &[("outcome", &name), ("week", week)])
        }
        None => {
            let shares = shares_at(reader, result);
            reader.tell(
                Say::SharesOnly,
                &[("outcome", &name), ("week", week), ("shares", &shares)],
            )
        }
    }
}

fn headline(reader: &Reader, analysis: &Analysis, result: &WeeklyShare, week: &str) -> String {
    if result.headline.is_none() {
        return String::new();
    }
    let mut sentences = vec![];
    let among = among(reader, &result.among);
    let outcome = reader.language.text(&result.outcome.label);
    sentences.push(reader.tell(
        Say::HeadlineOpening,
        &[
            ("outcome", &capital(outcome)),
            ("among", among),
            ("week", week),
        ],
    ));
    for arm in [Arm::Participant, Arm::Comparison] {
        sentences.extend(arm_sentence(reader, result, arm));
    }
    match headline_effect(result) {
        Some(Estimated::Made(effect)) => {
            let words = effect_words(reader, analysis, effect);
            let phrase = if result.contrast == "did" {
                Say::HeadlineDid
            } else {
                Say::HeadlineDifference
            };
            sentences.push(reader.tell(phrase, &[("effect", &words)]));
        }
        Some(Estimated::Not(reason)) => {
            let reason = reader.language.reason(reason);
            sentences.push(reader.tell(Say::HeadlineNot, &[("reason", &reason)]));
        }
        Some(Estimated::Suppressed) => sentences.push(reader.say(Say::HeadlineWithheld).into()),
        None => {}
    }
    sentences.join(" ")
}

/// A group's share at the headline: of the week, or of the mean of weeks.
fn headline_share(result: &WeeklyShare, arm: Arm, period: Option<Period>) -> Option<Share> {
    let group = Group { arm, period };
    let at = result.series.iter().position(|s| s.group == group)?;
    share_of(result, at)
}

fn share_of(result: &WeeklyShare, series: usize) -> Option<Share> {
    match &result.headline_mean {
        Some(mean) => mean.shares.get(series).copied(),
        None => {
            let at = result.headline.unwrap_or(0);
            result.series[series].shares.get(at).copied()
        }
    }
}

/// How one arm went from before to after, or where it stands when there is no before.
fn arm_sentence(reader: &Reader, result: &WeeklyShare, arm: Arm) -> Option<String> {
    let language = reader.language;
    let name = reader.arm(arm);
    let before = headline_share(result, arm, Some(Period::Before));
    let after = headline_share(result, arm, Some(Period::After));
    if let (Some(before), Some(after)) = (before, after) {
        let change = Rounded::points(after, before, 1);
        let change = change.map_or(DASH.to_string(), |c| c.print_signed(language));
        return Some(reader.tell(
            Say::ArmChanged,
            &[
                ("arm", &name),
                ("from", &percent(before, 1, language)),
                ("to", &percent(after, 1, language)),
                ("before", &reader.period(Period::Before)),
                ("after", &reader.period(Period::After)),
                ("change", &change),
            ],
        ));
    }
    let share = headline_share(result, arm, None)?;
    let share = percent(share, 1, language);
    Some(reader.tell(Say::ArmStands, &[("arm", &name), ("share", &share)]))
}

fn shares_at(reader: &Reader, result: &WeeklyShare) -> String {
    let share = |(at, s): (usize, &ShareSeries)| {
        let share = share_of(result, at);
        let share = share.map_or(DASH.to_string(), |s| percent(s, 1, reader.language));
        format!("{} {share}", reader.group(s.group))
    };
    let shares: Vec<String> = result.series.iter().enumerate().map(share).collect();
    shares.join(", ")
}

fn groups(reader: &Reader, series: &[ShareSeries]) -> String {
    let names: Vec<String> = series.iter().map(|s| reader.group(s.group)).collect();
    names.join(", ")
}
