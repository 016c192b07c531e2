//! Which inputs of two runs differ, by what their manifests hold.

use serde_json::Value;

/// Which inputs of two runs differ, by their manifests; `None` when a manifest does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Differences {
    pub data: Option<bool>,
    /// What the study says, but for its seeds.
    pub study: Option<bool>,
    pub seed: Option<bool>,
    pub codes: Option<bool>,
    pub program: Option<bool>,
}

impl Differences {
    /// Compares two manifests.
    pub fn between(old: &Value, new: &Value) -> Differences {
        let differ = |key: &str| Some(old.get(key)? != new.get(key)?);
        let data = |manifest: &Value| Some(hashes(manifest.get("inputs")?.as_object()?));
        let text = |manifest: &Value| Some(manifest.get("study_text")?.as_str()?.to_string());
        Differences {
            data: data(old).zip(data(new)).map(|(old, new)| old != new),
            study: text(old)
                .zip(text(new))
                .map(|(old, new)| says_other(&old, &new)),
            seed: old
                .get("seeds")
                .zip(new.get("seeds"))
                .and_then(|(old, new)| seeds_differ(old, new)),
            codes: differ("code_list"),
            program: differ("program"),
        }
    }

    /// One line: what is equal, what differs, what is not known.
    pub fn told(&self) -> String {
        let parts = self.all().map(|(name, differs)| match differs {
            Some(true) => format!("{name} differs"),
            Some(false) => format!("{name} equal"),
            None => format!("{name} not known"),
        });
        parts.join(", ")
    }

    fn all(&self) -> [(&'static str, Option<bool>); 5] {
        [
            ("data", self.data),
            ("study", self.study),
            ("seed", self.seed),
            ("code list", self.codes),
            ("program", self.program),
        ]
    }

    /// The one thing that differs, when all others are known to be equal.
    pub fn only(&self) -> Option<&'static str> {
        let all = self.all();
        let mut differing = all.iter().filter(|(_, differs)| *differs == Some(true));
        let first = differing.next()?;
        let known = all.iter().all(|(_, differs)| differs.is_some());
        (known && differing.next().is_none()).then_some(first.0)
    }
}

/// The hashes of the data: a file that only has another name is the same data.
fn hashes(inputs: &serde_json::Map<String, Value>) -> Vec<String> {
    let mut hashes: Vec<String> = inputs.values().map(Value::to_string).collect();
    hashes.sort_unstable();
    hashes
}

fn says_other(old: &str, new: &str) -> bool {
    old != new
        && match (without_seeds(old), without_seeds(new)) {
            (Some(old), Some(new)) => old != new,
            _ => true,
        }
}

/// A study's text as what it says, without the seeds of its analyses.
fn without_seeds(text: &str) -> Option<toml::Table> {
    let mut study: toml::Table = text.trim_start_matches('\u{feff}').parse().ok()?;
    let analyses = study
        .get_mut("analysis")
        .and_then(toml::Value::as_array_mut);
    for analysis in analyses.into_iter().flatten() {
        if let Some(analysis) = analysis.as_table_mut() {
            analysis.remove("seed");
        }
    }
    Some(study)
}

/// Some analysis of both has another seed. One that only one of them has is the study's difference.
fn seeds_differ(old: &Value, new: &Value) -> Option<bool> {
    let (old, new) = (old.as_object()?, new.as_object()?);
    let differs = |(id, seed): (&String, &Value)| new.get(id).is_some_and(|other| other != seed);
    Some(old.iter().any(differs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn manifest(seeds: Value, text: &str) -> Value {
        json!({ "inputs": {}, "study_text": text, "seeds": seeds, "code_list": [], "program": {} })
    }

    /// Whether study and seed differ.
    fn between(old: Value, new: Value) -> (Option<bool>, Option<bool>) {
        let differences = Differences::between(&old, &new);
        (differences.study, differences.seed)
    }

    fn drawn(seed: u32, more: &str) -> Value {
        let text = format!("[[analysis]]\nid = \"a\"\nseed = {seed} # drawn\n{more}");
        manifest(json!({ "a": seed }), &text)
    }

    #[test]
    fn a_study_that_differs_only_in_its_seed_differs_in_its_seed() {
        assert_eq!(
            between(drawn(1, ""), drawn(2, "")),
            (Some(false), Some(true))
        );
        assert_eq!(
            between(drawn(1, ""), drawn(2, "kind = \"b\"\n")),
            (Some(true), Some(true))
        );
        assert_eq!(
            between(drawn(1, ""), drawn(1, "# why\n")),
            (Some(false), Some(false))
        );
    }

    #[test]
    fn a_word_that_is_called_seed_is_no_seed() {
        let text =
            |n: u32| format!("[[analysis]]\nid = \"a\"\nvalues = {{ seed = {n}, no = 2 }}\n");
        let study = |n| manifest(json!({}), &text(n));
        assert_eq!(between(study(1), study(2)), (Some(true), Some(false)));
    }

    #[test]
    fn an_analysis_that_comes_with_a_seed_changes_the_study_and_no_seed() {
        let one = drawn(1, "");
        let two = manifest(
            json!({ "a": 1, "b": 9 }),
            "[[analysis]]\nid = \"a\"\nseed = 1\n[[analysis]]\nid = \"b\"\nseed = 9\n",
        );
        assert_eq!(between(one, two), (Some(true), Some(false)));
    }
}
