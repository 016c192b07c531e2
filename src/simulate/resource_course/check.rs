//! What must hold in a population file beyond its form.

use super::spec::{Period, Spec};
use crate::simulate::path::Path;

/// Every fault: a dotted key and what is wrong with it, to follow the key in a sentence.
pub fn faults(spec: &Spec) -> Vec<(String, String)> {
    let mut found = Faults(Vec::new());
    found.sizes(spec);
    found.population(spec);
    found.backgrounds(spec);
    found.courses(spec);
    found.placement(spec);
    found.paths(spec);
    found.cohorts(spec);
    found.sites(spec);
    found.0
}

struct Faults(Vec<(String, String)>);

impl Faults {
    fn add(&mut self, key: impl Into<String>, message: impl Into<String>) {
        self.0.push((key.into(), message.into()));
    }

    fn share(&mut self, key: &str, value: f64) {
        if !(0.0..=1.0).contains(&value) {
            self.add(key, format!("is {value}; a share lies from 0 to 1"));
        }
    }

    fn range(&mut self, key: &str, range: [i32; 2], lowest: i32) {
        if range[0] < lowest || range[1] < range[0] {
            let [low, high] = range;
            let message = format!("is [{low}, {high}]; give the smaller first, from {lowest}");
            self.add(key, message);
        }
    }

    fn not_negative(&mut self, key: &str, value: f64) {
        if !value.is_finite() || value < 0.0 {
            self.add(key, format!("is {value}; it can't be negative"));
        }
    }

    /// A path whose heights lie from `low` to `high`.
    fn path(&mut self, key: &str, path: &Path, low: f64, high: f64) {
        if let Some(fault) = path.fault() {
            return self.add(key, fault);
        }
        let (lowest, highest) = path.bounds();
        if lowest < low || highest > high {
            let message =
                format!("runs from {lowest} to {highest}; it must stay within {low} to {high}");
            self.add(key, message);
        }
    }

    fn sizes(&mut self, spec: &Spec) {
        if !spec.scale.is_finite() || spec.scale <= 0.0 {
            self.add("scale", format!("is {}; it must be above 0", spec.scale));
        }
        let output = &spec.output;
        for (key, name) in [
            ("weekly", &output.weekly),
            ("hours", &output.hours),
            ("persons", &output.persons),
        ] {
            let known = [".csv", ".csv.gz", ".parquet"];
            if !known.iter().any(|ending| name.ends_with(ending)) {
                let message = format!("is `{name}`; the name must end in {}", known.join(", "));
                self.add(format!("output.{key}"), message);
            }
        }
    }

    fn population(&mut self, spec: &Spec) {
        let population = &spec.population;
        for (code, residents) in &population.residents {
            let key = format!("population.residents.{code}");
            if !code.parse::<u16>().is_ok_and(|c| (100..1000).contains(&c)) {
                self.add(&key, "is not a municipality code; write three digits");
            }
            self.not_negative(&key, *residents);
        }
        for code in &population.participants {
            if !population.residents.contains_key(&code.to_string()) {
                let message = format!("names {code}, which has no `residents`");
                self.add("population.participants", message);
            }
        }
        if population.unknown_entrants > 0 && population.unknown_codes.is_empty() {
            self.add(
                "population.unknown_codes",
                "is empty, but `unknown_entrants` is above 0",
            );
        }
    }

    fn backgrounds(&mut self, spec: &Spec) {
        let arms = [
            ("participant", &spec.background.participant),
            ("comparison", &spec.background.comparison),
        ];
        for (arm, background) in arms {
            let key = |name: &str| format!("background.{arm}.{name}");
            self.path(&key("age"), &background.age, 15.0, 100.0);
            self.share(&key("male"), background.male);
            let sums = [
                ("non_western", background.western + background.non_western),
                (
                    "married",
                    background.married
                        + background.registered_partnership
                        + background.divorced
                        + background.widowed,
                ),
                (
                    "from_cash_benefit",
                    background.from_cash_benefit + background.from_sickness_benefit,
                ),
            ];
            for (name, sum) in sums {
                if !(0.0..=1.0).contains(&sum) {
                    let message = format!("and the shares beside it add up to {sum}; at most 1");
                    self.add(key(name), message);
                }
            }
        }
    }

    fn courses(&mut self, spec: &Spec) {
        let course = &spec.course;
        self.share("course.restart_share", course.restart_share);
        self.share("course.bridged_share", course.bridged_share);
        self.share("course.gone_per_year", course.gone_per_year);
        // A shorter gap would be bridged, and no new start.
        self.range("course.restart_gap_weeks", course.restart_gap_weeks, 4);
        self.path("course.season", &course.season, 0.0, f64::MAX);
        let sum: f64 = course.after.values().sum();
        if course.after.values().any(|w| *w < 0.0) || sum <= 0.0 {
            self.add("course.after", "needs weights from 0, and one above 0");
        }
        if course.after.contains_key(&super::spec::Destination::Work) {
            self.add("course.after.work", "stands in the paths, as `work_after`");
        }
    }

    fn placement(&mut self, spec: &Spec) {
        let placement = &spec.placement;
        let key = "placement.cumulative_hazard";
        self.path(key, &placement.cumulative_hazard, 0.0, 50.0);
        if !placement.cumulative_hazard.never_falls() {
            self.add(key, "falls; a cumulative hazard never does");
        }
        self.range("placement.spell_weeks", placement.spell_weeks, 1);
        self.share("placement.private_share", placement.private_share);
        self.not_negative("placement.spread", placement.spread);
        self.not_negative("placement.drift", placement.drift);
        self.not_negative("hours.spread", spec.hours.spread);
        self.share("hours.keep", spec.hours.keep);
        self.range("hours.in_course", spec.hours.in_course, 1);
        self.range("hours.after_course", spec.hours.after_course, 1);
    }

    fn paths(&mut self, spec: &Spec) {
        let all = [
            ("participant.before", &spec.paths.participant.before),
            ("participant.after", &spec.paths.participant.after),
            ("comparison.before", &spec.paths.comparison.before),
            ("comparison.after", &spec.paths.comparison.after),
        ];
        for (group, paths) in all {
            let key = |name: &str| format!("paths.{group}.{name}");
            self.path(&key("placement"), &paths.placement, 0.0, 1.0);
            self.path(&key("hours"), &paths.hours, 0.0, 1.0);
            self.path(&key("hours_in_course"), &paths.hours_in_course, 0.0, 1.0);
            self.path(&key("left"), &paths.left, 0.0, 1.0);
            if !paths.left.never_falls() {
                self.add(key("left"), "falls; those who left can't become fewer");
            }
            self.share(&key("work_after"), paths.work_after);
        }
    }

    fn cohorts(&mut self, spec: &Spec) {
        for period in [Period::Before, Period::After] {
            if !spec.cohorts.iter().any(|c| c.period == period) {
                self.add(
                    "cohort",
                    format!("has none of period `{period:?}`").to_lowercase(),
                );
            }
        }
        let weeks = spec.register.weeks;
        for (i, cohort) in spec.cohorts.iter().enumerate() {
            let key = |name: &str| format!("cohort.{i}.{name}");
            if cohort.entry.first < weeks.first || cohort.weeks.last > weeks.last {
                self.add(key("weeks"), format!("lies outside the register, {weeks}"));
            }
            if cohort.entry.first < cohort.weeks.first || cohort.entry.last > cohort.weeks.last {
                self.add(
                    key("entry"),
                    format!("lies outside its window, {}", cohort.weeks),
                );
            }
            let before = i.checked_sub(1).map(|i| &spec.cohorts[i]);
            if before.is_some_and(|before| before.entry.last >= cohort.entry.first) {
                self.add(key("entry"), "begins before the cohort above has closed");
            }
        }
    }

    fn sites(&mut self, spec: &Spec) {
        let participates = |code| spec.population.participants.contains(&code);
        for (i, site) in spec.sites.iter().enumerate() {
            if !participates(site.municipality) {
                let message = format!("is {}, which does not participate", site.municipality);
                self.add(format!("site.{i}.municipality"), message);
            }
            for (name, levels) in [("placement", site.placement), ("hours", site.hours)] {
                self.not_negative(&format!("site.{i}.{name}"), levels[0].min(levels[1]));
            }
        }
        for (i, pin) in spec.pins.iter().enumerate() {
            if !participates(pin.municipality) {
                let message = format!("is {}, which does not participate", pin.municipality);
                self.add(format!("pin.{i}.municipality"), message);
            }
            self.share(&format!("pin.{i}.before"), pin.before);
            self.not_negative(&format!("pin.{i}.within"), pin.within);
        }
    }
}
