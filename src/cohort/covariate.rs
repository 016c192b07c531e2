//! Covariates of the members as columns: background, histories, support before entry, and columns of the persons table.

use super::history::{State, code_before, lookback};
use super::{Cohort, Member};
use crate::codes::CodeList;
use crate::register::Register;
use crate::register::hours::HoursStore;
use crate::register::persons::{Column, Origin, Sex};
use crate::register::source::Axis;
use crate::study::{Covariate, HistoryPlan};
use rayon::prelude::*;

/// One column, one entry per member; NaN is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct CovariateColumn {
    pub covariate: Covariate,
    /// For a text column of the persons table, the level that this indicator stands for.
    pub level: Option<String>,
    pub binary: bool,
    pub values: Vec<f64>,
    /// Members whose look-back the register does not cover whole.
    pub partial: u64,
}

impl CovariateColumn {
    /// The term's name: `age`, `history.kontanthjaelp.3`, `support.other`, `race=other`.
    pub fn name(&self) -> String {
        let base = match &self.covariate {
            Covariate::Age => "age".to_string(),
            Covariate::Male => "male".to_string(),
            Covariate::Western => "western".to_string(),
            Covariate::NonWestern => "non_western".to_string(),
            Covariate::Married => "married".to_string(),
            Covariate::History { state, years } => format!("history.{state}.{years}"),
            Covariate::SupportBefore { state } => format!("support.{state}"),
            Covariate::OrdinaryHours { months } => format!("hours.{months}"),
            Covariate::Level { column, level } => format!("{column}={level}"),
            Covariate::Column(name) => name.clone(),
        };
        match &self.level {
            Some(level) => format!("{base}={level}"),
            None => base,
        }
    }
}

/// Why a covariate cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingCovariate {
    pub name: String,
    /// The table or column it needs.
    pub needs: &'static str,
}

/// The columns of a list of covariates; a text column gives an indicator per level but the first (sorted).
///
/// # Errors
/// The first covariate whose table or column the register does not have.
pub fn covariate_columns(
    register: &Register,
    codes: &CodeList,
    cohort: &Cohort,
    covariates: &[Covariate],
    history: HistoryPlan,
) -> Result<Vec<CovariateColumn>, MissingCovariate> {
    let maker = Maker {
        register,
        codes,
        cohort,
        history,
    };
    let made: Result<Vec<Vec<CovariateColumn>>, MissingCovariate> =
        covariates.par_iter().map(|c| maker.columns(c)).collect();
    Ok(made?.into_iter().flatten().collect())
}

struct Maker<'a> {
    register: &'a Register,
    codes: &'a CodeList,
    cohort: &'a Cohort,
    history: HistoryPlan,
}

impl Maker<'_> {
    fn columns(&self, covariate: &Covariate) -> Result<Vec<CovariateColumn>, MissingCovariate> {
        let needs = |needs| MissingCovariate {
            name: self.bare(covariate).name(),
            needs,
        };
        let table = self.register.table.as_ref();
        let column = match covariate {
            Covariate::Age => {
                let table = table.ok_or_else(|| needs("a persons table with birth_date"))?;
                // A study without weeks has no entry week: there the clock starts at the draw.
                let without_weeks = self.register.spells.axis == Axis::Relative;
                let age = |m: &Member| match without_weeks {
                    true => table.age_at_draw(m.person as usize),
                    false => table.age_on(m.person as usize, m.entry.monday()),
                };
                self.number(covariate, |m| age(m).map(f64::from))
            }
            Covariate::Male => {
                let sex = table.and_then(|t| t.sex.as_ref());
                let sex = sex.ok_or_else(|| needs("a persons table with sex"))?;
                self.yes_no(covariate, |m| {
                    sex[m.person as usize].map(|s| s == Sex::Male)
                })
            }
            Covariate::Western | Covariate::NonWestern => {
                let origin = table.and_then(|t| t.origin.as_ref());
                let origin = origin.ok_or_else(|| needs("a persons table with origin"))?;
                let wanted = match covariate {
                    Covariate::Western => Origin::Western,
                    _ => Origin::NonWestern,
                };
                self.yes_no(covariate, |m| {
                    origin[m.person as usize].map(|o| o == wanted)
                })
            }
            Covariate::Married => {
                let status = table.and_then(|t| t.civil_status.as_ref());
                let status = status.ok_or_else(|| needs("a persons table with civil_status"))?;
                self.yes_no(covariate, |m| {
                    status[m.person as usize].map(|s| s.is_married())
                })
            }
            Covariate::History { state, years } => {
                let state = State::named(state, self.register, self.codes);
                self.history(
                    covariate,
                    &state.ok_or_else(|| needs("an hours table"))?,
                    *years,
                )
            }
            Covariate::SupportBefore { state } => self.support_before(covariate, state),
            Covariate::OrdinaryHours { months } => {
                let hours = self.register.hours.as_ref();
                let hours = hours.ok_or_else(|| needs("an hours table"))?;
                self.ordinary_hours(covariate, hours, *months)
            }
            Covariate::Level { column, level } => {
                let found = table.and_then(|t| t.column(column));
                let found = found.ok_or_else(|| needs("a column of the persons table"))?;
                self.yes_no(covariate, |m| found.is(m.person as usize, level))
            }
            Covariate::Column(name) => {
                let column = table.and_then(|t| t.column(name));
                return Ok(
                    match column.ok_or_else(|| needs("a column of the persons table"))? {
                        Column::Number(values) => {
                            vec![self.number(covariate, |m| Some(values[m.person as usize]))]
                        }
                        Column::Text { levels, codes } => self.levels(covariate, levels, codes),
                    },
                );
            }
        };
        Ok(vec![column])
    }

    fn bare(&self, covariate: &Covariate) -> CovariateColumn {
        CovariateColumn {
            covariate: covariate.clone(),
            level: None,
            binary: false,
            values: Vec::new(),
            partial: 0,
        }
    }

    fn number(
        &self,
        covariate: &Covariate,
        value: impl Fn(&Member) -> Option<f64>,
    ) -> CovariateColumn {
        let members = self.cohort.members.iter();
        let values: Vec<f64> = members.map(|m| value(m).unwrap_or(f64::NAN)).collect();
        CovariateColumn {
            binary: !values.is_empty()
                && values.iter().all(|v| v.is_nan() || *v == 0.0 || *v == 1.0),
            values,
            ..self.bare(covariate)
        }
    }

    fn yes_no(
        &self,
        covariate: &Covariate,
        value: impl Fn(&Member) -> Option<bool>,
    ) -> CovariateColumn {
        CovariateColumn {
            binary: true,
            ..self.number(covariate, |m| value(m).map(|yes| f64::from(u8::from(yes))))
        }
    }

    fn history(&self, covariate: &Covariate, state: &State, years: u32) -> CovariateColumn {
        let counted: Vec<(u32, bool)> = self
            .cohort
            .members
            .par_iter()
            .map(|m| {
                let window = lookback(m.entry, years, self.history.lookback);
                state.weeks_partly(self.register, m.person as usize, window)
            })
            .collect();
        CovariateColumn {
            values: counted.iter().map(|(weeks, _)| f64::from(*weeks)).collect(),
            partial: counted.iter().filter(|(_, whole)| !whole).count() as u64,
            ..self.bare(covariate)
        }
    }

    /// The sum over the whole calendar months before the month of the entry week; months without a row are zero hours.
    fn ordinary_hours(
        &self,
        covariate: &Covariate,
        hours: &HoursStore,
        months: u32,
    ) -> CovariateColumn {
        let window = |m: &Member| {
            let entry = m.entry.month();
            (entry.plus(-(months as i32)), entry.plus(-1))
        };
        let sum = |m: &Member| {
            let (first, last) = window(m);
            let rows = hours.hours_of(m.person as usize).iter();
            let inside = rows.filter(|row| first <= row.month && row.month <= last);
            Some(inside.map(|row| row.ordinary).sum())
        };
        let uncovered = |m: &&Member| {
            let (first, last) = window(m);
            !hours.months.contains(first) || !hours.months.contains(last)
        };
        CovariateColumn {
            binary: false,
            partial: self.cohort.members.iter().filter(uncovered).count() as u64,
            ..self.number(covariate, sum)
        }
    }

    /// `other` is neither cash nor sickness benefit, blank included.
    fn support_before(&self, covariate: &Covariate, state: &str) -> CovariateColumn {
        let of = |class: &str| self.codes.class(class).unwrap_or_default();
        let (cash, sick) = (of("kontanthjaelp"), of("sygedagpenge"));
        let wanted = of(state);
        self.yes_no(covariate, |m| {
            let code = code_before(self.register, m.person as usize, m.entry);
            Some(match state {
                "other" => !code.is_some_and(|c| cash.contains(c) || sick.contains(c)),
                _ => code.is_some_and(|c| wanted.contains(c)),
            })
        })
    }

    fn levels(
        &self,
        covariate: &Covariate,
        levels: &[String],
        codes: &[Option<u32>],
    ) -> Vec<CovariateColumn> {
        let mut sorted: Vec<&String> = levels.iter().collect();
        sorted.sort();
        let others = sorted.into_iter().skip(1);
        let indicator = |level: &String| CovariateColumn {
            level: Some(level.clone()),
            ..self.yes_no(covariate, |m| {
                codes[m.person as usize].map(|c| levels[c as usize] == *level)
            })
        };
        others.map(indicator).collect()
    }
}
