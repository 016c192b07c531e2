//! For whom a page is written: the study's own words in one language.

use super::numbers::Rounded;
use super::words::{Language, Say, capital, week_in_year, week_spoken};
use crate::findings::{
    Analysis, AnalysisResult, Arm, DataKind, Findings, Group, OutcomeFacts, Period, PeriodFacts,
    Setting, StudyFacts, TimeAxis, TimeUnit, WeekPoint,
};

/// The level below which a result is called significant when the analysis does not say.
const SIGNIFICANCE: f64 = 0.05;
/// The level of intervals when the analysis does not say.
const CONFIDENCE: f64 = 0.95;

/// A study in one language.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub study: &'a StudyFacts,
    /// The outcomes of all analyses, for terms and variants that name them by id.
    pub outcomes: &'a [OutcomeFacts],
    pub language: Language,
}

impl Reader<'_> {
    pub fn say(&self, phrase: Say) -> &'static str {
        self.language.say(phrase)
    }

    pub fn tell(&self, phrase: Say, blanks: &[(&str, &str)]) -> String {
        self.language.tell(phrase, blanks)
    }

    pub fn arm(&self, arm: Arm) -> String {
        let facts = self.study.arms.iter().find(|a| a.arm == arm);
        let word = match arm {
            Arm::Participant => Say::Participants,
            Arm::Comparison => Say::Comparison,
        };
        let label = facts.map(|a| self.language.text(&a.label));
        label.unwrap_or(self.say(word)).to_string()
    }

    /// What a cohort is called.
    pub fn period(&self, period: Period) -> String {
        let facts = self.study.periods.iter().find(|p| p.period == period);
        let word = match period {
            Period::Before => Say::Before,
            Period::After => Say::After,
        };
        let label = facts.map(|p| self.language.text(&p.label));
        label.unwrap_or(self.say(word)).to_string()
    }

    /// As in legends: "Deltagerkommuner 2017-18".
    pub fn group(&self, group: Group) -> String {
        let arm = self.arm(group.arm);
        match group.period {
            Some(period) => format!("{arm} {}", self.period(period)),
            None => arm,
        }
    }

    /// "uge 95" on the calendar axis, "52 uger efter start" on the other, "uge 52" where everyone starts together.
    pub fn week(&self, axis: &str, index: i32) -> String {
        let week = index.to_string();
        let phrase = match (axis, self.study.time_axis) {
            ("since-entry", TimeAxis::IsoWeeks) => Say::WeeksAfterEntry,
            _ => Say::WeekNumber,
        };
        self.tell(phrase, &[("week", &week)])
    }

    /// The ISO weeks behind a point of the calendar axis: "uge 43 i 2018 for 2017-18, uge 43 i 2017 for 2016".
    pub fn iso_weeks(&self, point: &WeekPoint) -> Option<String> {
        let periods = self.study.periods.iter().zip(&point.weeks);
        let mut parts: Vec<(Period, String)> = periods
            .filter_map(|(p, week)| {
                let week = week_in_year(week, self.language)?;
                let cohort = self.period(p.period);
                let blanks = [("week", week.as_str()), ("cohort", cohort.as_str())];
                Some((p.period, self.tell(Say::WeekForCohort, &blanks)))
            })
            .collect();
        parts.sort_by_key(|(period, _)| std::cmp::Reverse(*period));
        let parts: Vec<String> = parts.into_iter().map(|(_, text)| text).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// What week 1 of the calendar axis is, for each cohort.
    pub fn first_weeks(&self) -> String {
        let mut periods: Vec<_> = self.study.periods.iter().collect();
        periods.sort_by_key(|p| std::cmp::Reverse(p.period));
        let first = |p: &&PeriodFacts| {
            let week = week_spoken(&p.weeks[0], self.language);
            let cohort = self.period(p.period);
            self.tell(Say::WeekForCohort, &[("week", &week), ("cohort", &cohort)])
        };
        periods.iter().map(first).collect::<Vec<_>>().join(", ")
    }

    /// The line under every chart: the data's source, and what the data are.
    pub fn source_line(&self) -> String {
        let source = self.language.text(&self.study.source);
        let kind = self.data_words();
        self.tell(Say::SourceLine, &[("source", source), ("data", kind)])
    }

    /// Said on every page and under every chart.
    pub fn data_words(&self) -> &'static str {
        self.say(match self.study.data {
            DataKind::Register => Say::DataRegister,
            DataKind::Public => Say::DataPublic,
            DataKind::Synthetic => Say::DataSynthetic,
        })
    }

    /// What a dash under a chart stands for.
    pub fn dash_note(&self) -> &'static str {
        self.say(match self.study.data {
            DataKind::Register => Say::NoteDash,
            DataKind::Public | DataKind::Synthetic => Say::NoteDashOpen,
        })
    }

    /// "95 pct. konfidensinterval".
    pub fn interval_name(&self, analysis: &Analysis) -> String {
        let level = setting(analysis, "conf_level").unwrap_or(CONFIDENCE);
        let level = Rounded::of(100.0 * level, 0).map(|l| l.print(self.language));
        self.tell(
            Say::IntervalName,
            &[("level", level.as_deref().unwrap_or("95"))],
        )
    }

    /// A term of a model or a covariate in words: an outcome by its label, the arm of a lottery by its name.
    pub fn term(&self, term: &str) -> String {
        let outcome = self.outcomes.iter().find(|o| o.id == term);
        match outcome {
            Some(outcome) => self.language.text(&outcome.label).to_string(),
            None if term == "participant" && self.study.periods.is_empty() => {
                self.arm(Arm::Participant)
            }
            None => self.language.term(term),
        }
    }

    /// What the time of an analysis is counted from: the draw of a trial, or entry.
    pub fn since(&self, analysis: &Analysis) -> &'static str {
        let drawn = analysis.settings.iter();
        let drawn = drawn
            .filter(|s| s.key.rsplit('.').next() == Some("origin"))
            .any(|s| s.value == "draw");
        self.say(match drawn {
            true => Say::SinceDraw,
            false => Say::SinceEntry,
        })
    }

    /// What time is counted in.
    pub fn unit(&self, unit: TimeUnit) -> &'static str {
        self.say(match unit {
            TimeUnit::Weeks => Say::UnitWeeks,
            TimeUnit::Days => Say::UnitDays,
        })
    }

    /// A setting's value in words; an outcome by its label.
    pub fn setting_value(&self, setting: &Setting) -> String {
        match setting.key.as_str() {
            "outcome" => self.term(&setting.value),
            _ => self.language.setting_value(setting),
        }
    }

    pub fn title(&self) -> String {
        capital(self.language.text(&self.study.title))
    }
}

/// The level below which a result is called significant.
pub fn significance(analysis: &Analysis) -> f64 {
    setting(analysis, "significance").unwrap_or(SIGNIFICANCE)
}

fn setting(analysis: &Analysis, key: &str) -> Option<f64> {
    let ends = |k: &str| k.rsplit('.').next() == Some(key);
    let setting = analysis.settings.iter().find(|s| ends(&s.key))?;
    setting.value.parse().ok()
}

/// Every outcome of the findings once.
pub fn outcomes(findings: &Findings) -> Vec<OutcomeFacts> {
    let mut outcomes: Vec<OutcomeFacts> = vec![];
    for analysis in &findings.analyses {
        let outcome = match &analysis.result {
            AnalysisResult::WeeklyShare(r) => &r.outcome,
            AnalysisResult::TimeToEvent(r) => &r.outcome,
            AnalysisResult::BySite(r) => &r.outcome,
            _ => continue,
        };
        if !outcomes.contains(outcome) {
            outcomes.push(outcome.clone());
        }
    }
    outcomes
}
