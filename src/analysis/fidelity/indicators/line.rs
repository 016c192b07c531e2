//! An indicator with a cell and a light for each municipality and for all together.

use super::super::super::answers::Level;
use super::super::super::lights::{Percent, against_mean, c24, level};
use super::counts::{Count, Counts};
use crate::findings::{Cell, Estimated, Light, Reason, Share, Unit};
use crate::study::{IndicatorPlan, LightRule, LightsOn};

/// A mean of municipalities needs as many to be compared.
const LEAST_SITES: usize = 2;

pub struct Line<'a> {
    pub indicator: &'a IndicatorPlan,
    /// One per municipality, and the total last.
    pub cells: Vec<Cell>,
    lights: Vec<Light>,
    /// The number of each municipality: a fraction or a mean.
    pub values: Vec<Option<f64>>,
    /// The mean of the municipalities' shares where the rule asks for it and there are enough.
    pub mean_of_sites: Option<f64>,
}

impl<'a> Line<'a> {
    pub fn of(
        indicator: &'a IndicatorPlan,
        counts: &Counts,
        sites: &[Level],
        on: LightsOn,
    ) -> Line<'a> {
        let of_site = |site: &Level| counts.of_site.get(&site.id).copied().unwrap_or_default();
        let of_sites: Vec<Count> = sites.iter().map(of_site).collect();
        let values: Vec<Option<f64>> = of_sites.iter().map(|c| c.value(indicator.rule)).collect();
        let mean_of_sites = mean_of(&values).filter(|_| indicator.rule == LightRule::Mean);
        let mean = mean_of_sites.map(|mean| Percent::of_fraction(mean, on));
        let total = counts.total();
        let light = |count: &Count, mean| match indicator.rule {
            LightRule::C24 => c24(count.mean()),
            LightRule::Mean => against_mean(count.percent(on), mean),
            rule => level(rule, count.percent(on)),
        };
        let mut lights: Vec<Light> = of_sites.iter().map(|c| light(c, mean)).collect();
        // All together cannot be above or below the mean of all.
        lights.push(light(&total, None));
        let columns = of_sites.iter().chain([&total]).zip(&lights);
        Line {
            indicator,
            cells: columns
                .map(|(c, light)| cell(indicator.rule, c, *light))
                .collect(),
            lights,
            values,
            mean_of_sites,
        }
    }

    pub fn total_light(&self) -> Light {
        self.lights.last().copied().unwrap_or(Light::Grey)
    }

    /// How many municipalities have a light.
    pub fn sites_with(&self, kind: Light) -> usize {
        let sites = &self.lights[..self.values.len()];
        sites.iter().filter(|light| **light == kind).count()
    }

    /// Municipalities where nobody gave an answer that counts.
    pub fn silent(&self) -> usize {
        self.values.iter().filter(|v| v.is_none()).count()
    }
}

fn mean_of(values: &[Option<f64>]) -> Option<f64> {
    let told: Vec<f64> = values.iter().copied().flatten().collect();
    (told.len() >= LEAST_SITES).then(|| told.iter().sum::<f64>() / told.len() as f64)
}

fn cell(rule: LightRule, count: &Count, light: Light) -> Cell {
    match (count.n, rule) {
        (0, _) => Cell::Light(Light::Grey),
        (n, LightRule::C24) => Cell::Number {
            value: match count.mean() {
                Some(mean) => Estimated::Made(mean),
                None => Estimated::Not(Reason::new("no-answers", &[])),
            },
            unit: Unit::Amount,
            n: Some(n),
            light: Some(light),
        },
        (n, _) => Cell::Share {
            share: Share::of(count.yes, n),
            light: Some(light),
        },
    }
}
