//! The population file of answers.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// Who answers what, and how many of them give which answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    #[serde(rename = "schema")]
    pub _schema: u32,
    #[serde(rename = "kind")]
    pub _kind: String,
    pub seed: u64,
    pub output: Output,
    /// The groups of respondents.
    #[serde(default)]
    pub respondents: Vec<Respondents>,
    /// What they answer.
    #[serde(default)]
    pub answers: Vec<Answers>,
    /// What persons answer again and again.
    #[serde(default)]
    pub progression: Vec<Progression>,
}

/// The files written. A table without a name must have no rows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    pub survey: Option<String>,
    pub progression: Option<String>,
    pub truth: String,
}

/// How many of a role answer in a wave, by site. A blank role, wave or site is written blank.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Respondents {
    #[serde(default)]
    pub wave: String,
    #[serde(default)]
    pub role: String,
    pub n: BTreeMap<String, usize>,
}

/// The answers of the respondents of a wave and role to one item, or pooled over several.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    #[serde(default)]
    pub wave: String,
    #[serde(default)]
    pub role: String,
    /// The items; the counts below are spread evenly over them.
    pub items: Vec<String>,
    /// Only those who gave one of these answers to an item told of before are asked. Default everyone.
    pub among: Option<Among>,
    /// The answers there are. A list of several stands for any of them: they share its count.
    pub values: Vec<OneOrMany>,
    /// By site, how many gave each of `values`, in that order.
    #[serde(default)]
    pub counts: BTreeMap<String, Vec<usize>>,
    /// By site, how many answered and the sum of their answers; `values` are then whole numbers in a row.
    #[serde(default)]
    pub sums: BTreeMap<String, [i64; 2]>,
    /// With `sums`: the share of answers moved one step from the mean. Default 0.
    #[serde(default)]
    pub spread: f64,
}

/// Those who gave one of these answers to another item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Among {
    pub item: String,
    pub values: Vec<Word>,
}

/// The answers of persons to one item over time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progression {
    pub item: String,
    /// Months since the first answer.
    pub times: Vec<Word>,
    pub paths: Vec<Path>,
}

/// Persons who answer alike: one answer for each of the times, blank where they did not answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Path {
    pub answers: Vec<Word>,
    pub persons: usize,
}

/// A word or a number, as it is written into a cell.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Word {
    Whole(i64),
    Number(f64),
    Text(String),
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Word::Whole(number) => write!(f, "{number}"),
            Word::Number(number) => write!(f, "{number}"),
            Word::Text(text) => f.write_str(text),
        }
    }
}

/// One answer, or several that share a count.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    One(Word),
    Many(Vec<Word>),
}

impl OneOrMany {
    /// The answers meant.
    pub fn words(&self) -> &[Word] {
        match self {
            OneOrMany::One(word) => std::slice::from_ref(word),
            OneOrMany::Many(words) => words,
        }
    }
}

/// A group of respondents: wave, role, site.
pub type Who<'a> = (&'a str, &'a str, &'a str);

impl Spec {
    /// The groups of respondents and how many are in each, in the order of the file.
    pub fn groups(&self) -> impl Iterator<Item = (Who<'_>, usize)> {
        self.respondents.iter().flat_map(|r| {
            let who = |site| (r.wave.as_str(), r.role.as_str(), site);
            r.n.iter().map(move |(site, n)| (who(site.as_str()), *n))
        })
    }
}

impl Answers {
    /// The sites with how many gave each of `values`; those told by a sum come after those told by counts.
    pub fn by_site(&self) -> Vec<(&str, Vec<usize>)> {
        let counted = self.counts.iter().map(|(s, c)| (s.as_str(), c.clone()));
        let low = self.scale().map_or(0, |(low, _)| low);
        let summed = self.sums.iter().map(|(site, [n, sum])| {
            let counts = around_mean(*n, *sum - n * low, self.values.len(), self.spread);
            (site.as_str(), counts)
        });
        counted.chain(summed).collect()
    }

    /// First and last of `values`, when they are whole numbers in a row.
    pub fn scale(&self) -> Option<(i64, i64)> {
        let whole = |value: &OneOrMany| match value {
            OneOrMany::One(Word::Whole(number)) => Some(*number),
            _ => None,
        };
        let numbers: Vec<i64> = self.values.iter().map(whole).collect::<Option<_>>()?;
        let in_a_row = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
        in_a_row.then_some((*numbers.first()?, *numbers.last()?))
    }
}

/// How many of `n` answers on a scale 0, 1, ..., `len` - 1 stand on each step so that they sum to `sum`: on the two steps around the mean,
/// and then a share `spread` of all moved a step down and as many a step up while the scale allows it.
fn around_mean(n: i64, sum: i64, len: usize, spread: f64) -> Vec<usize> {
    let mut counts = vec![0_usize; len];
    if n <= 0 || len == 0 {
        return counts;
    }
    let last = len - 1;
    let base = usize::try_from(sum / n).unwrap_or(0).min(last);
    let above = usize::try_from(sum - n * base as i64).unwrap_or(0);
    let n = n as usize;
    counts[base] = n.saturating_sub(above);
    counts[(base + 1).min(last)] += above;
    let pairs = (spread * n as f64 / 2.0).floor() as usize;
    for _ in 0..pairs {
        // A step down and a step up from the fuller of the two middle steps.
        let from = if base < last && counts[base + 1] > counts[base] {
            base + 1
        } else {
            base
        };
        if from == 0 || from == last || counts[from] < 2 {
            break;
        }
        counts[from] -= 2;
        counts[from - 1] += 1;
        counts[from + 1] += 1;
    }
    counts
}
