//! What the least-squares methods read from a spec: the model's terms, the rows kept, weights and clusters.

use super::table::number_label;
use super::terms::{columns_used, design};
use super::{Answer, Failure, Spec, Table};
use crate::stats::cluster_robust::Clusters;

/// Below this number of clusters, cluster-robust errors tend to be too small.
const FEW_CLUSTERS: usize = 30;

/// The right-hand side of a model: listed terms, or the 2x2 difference-in-differences.
pub struct Model {
    pub terms: Vec<String>,
    pub did: Option<Did>,
}

/// The two indicator columns of a 2x2 difference-in-differences.
pub struct Did {
    pub treat: String,
    pub post: String,
}

impl Did {
    /// The name of the coefficient that is the effect.
    pub fn effect(&self) -> String {
        format!("{}:{}", self.treat, self.post)
    }

    /// The cell of each row, `2 * treat + post`.
    ///
    /// # Errors
    /// `Failure::Data` when a column holds anything but 0 and 1.
    pub fn cells(&self, table: &Table) -> Result<Vec<usize>, Failure> {
        let treat = indicator(table, &self.treat)?;
        let post = indicator(table, &self.post)?;
        Ok(treat.iter().zip(&post).map(|(t, p)| 2 * t + p).collect())
    }
}

fn indicator(table: &Table, name: &str) -> Result<Vec<usize>, Failure> {
    let values = table.numbers(name)?;
    match values.iter().find(|v| **v != 0.0 && **v != 1.0) {
        Some(other) => Err(Failure::Data(format!(
            "column `{name}` holds {} where 0 or 1 is needed",
            number_label(*other)
        ))),
        None => Ok(values.iter().map(|v| usize::from(*v == 1.0)).collect()),
    }
}

impl Model {
    /// Reads `treat`, `post` and `covariates`, or else `terms`.
    pub fn read(spec: &Spec) -> Result<Model, Failure> {
        if spec.opt_text("treat")?.is_some() {
            return Model::read_did(spec);
        }
        let terms = spec.names("terms")?;
        if terms.is_empty() {
            let needed = "`--terms`, or `--treat` and `--post`, is needed";
            return Err(Failure::Usage(needed.to_string()));
        }
        Ok(Model { terms, did: None })
    }

    /// Reads `treat`, `post` and `covariates`.
    pub fn read_did(spec: &Spec) -> Result<Model, Failure> {
        let did = Did {
            treat: spec.text("treat")?.to_string(),
            post: spec.text("post")?.to_string(),
        };
        let mut terms = vec![did.treat.clone(), did.post.clone()];
        terms.extend(spec.names("covariates")?);
        terms.push(did.effect());
        let did = Some(did);
        Ok(Model { terms, did })
    }

    /// Names and values of the columns in the order of the model, `(Intercept)` first.
    pub fn columns(&self, table: &Table) -> Result<(Vec<String>, Vec<Vec<f64>>), Failure> {
        let mut names = vec!["(Intercept)".to_string()];
        let mut columns = vec![vec![1.0; table.rows()]];
        for term in design(table, &self.terms)? {
            names.push(term.name);
            columns.push(term.values.to_vec());
        }
        Ok((names, columns))
    }
}

/// The rows a model is fitted to.
pub struct Rows {
    pub table: Table,
    pub weights: Option<Vec<f64>>,
    pub clusters: Option<Clusters>,
}

impl Rows {
    /// Keeps the rows complete in `columns`, the terms, `weights` and `cluster`, and leaves out those of weight zero; what was dropped
    /// is noted in `answer`.
    pub fn read(
        spec: &Spec,
        table: &Table,
        columns: &[String],
        terms: &[String],
        answer: &mut Answer,
    ) -> Result<Rows, Failure> {
        let weights = spec.opt_text("weights")?.map(str::to_string);
        let cluster = spec.opt_text("cluster")?.map(str::to_string);
        let mut used = columns.to_vec();
        used.extend(weights.clone());
        used.extend(cluster.clone());
        used.extend(columns_used(terms));
        let (mut kept, dropped) = spec.select(table, &used)?;
        if dropped > 0 {
            let note = format!("{dropped} rows with a missing value were dropped");
            answer.notes.push(note);
        }
        if let Some(name) = &weights {
            kept = without_zero_weights(&kept, name, answer)?;
        }
        Ok(Rows {
            weights: match &weights {
                Some(name) => Some(kept.numbers(name)?.to_vec()),
                None => None,
            },
            clusters: match &cluster {
                Some(name) => Some(Clusters::from_labels(&kept.groups(name)?.index)),
                None => None,
            },
            table: kept,
        })
    }
}

fn without_zero_weights(table: &Table, name: &str, answer: &mut Answer) -> Result<Table, Failure> {
    let weights = table.numbers(name)?;
    if let Some(row) = weights.iter().position(|w| *w < 0.0) {
        return Err(Failure::Data(format!(
            "the weight in `{name}` is negative in complete row {}",
            row + 1
        )));
    }
    let positive: Vec<bool> = weights.iter().map(|w| *w > 0.0).collect();
    let zeros = positive.iter().filter(|p| !**p).count();
    if zeros == 0 {
        return Ok(table.clone());
    }
    let note = format!("{zeros} rows of weight zero were left out");
    answer.notes.push(note);
    Ok(table.retain(&positive))
}

/// Warns when clusters are few, by arm when the arms are known (`cells` as in [`Did::cells`]).
pub fn warn_of_few_clusters(clusters: &Clusters, cells: Option<&[usize]>, answer: &mut Answer) {
    let counted = |arm: Option<usize>| {
        let mut seen = vec![false; clusters.count];
        for (row, g) in clusters.of_row.iter().enumerate() {
            let in_arm = match (arm, cells) {
                (Some(arm), Some(cells)) => cells[row] / 2 == arm,
                _ => true,
            };
            seen[*g] |= in_arm;
        }
        seen.iter().filter(|s| **s).count()
    };
    let few = match cells {
        None if clusters.count < FEW_CLUSTERS => format!("{} clusters", clusters.count),
        None => return,
        Some(_) => {
            let (untreated, treated) = (counted(Some(0)), counted(Some(1)));
            if treated.min(untreated) >= FEW_CLUSTERS {
                return;
            }
            format!("{treated} treated and {untreated} untreated clusters")
        }
    };
    answer.warnings.push(format!(
        "{few}: with fewer than {FEW_CLUSTERS}, cluster-robust errors tend to be too small; see CR2 and `wildboot`"
    ));
}

/// The level of the limits, recorded in the settings.
pub fn conf_level(spec: &Spec) -> Result<f64, Failure> {
    let level = spec.number_or("conf_level", 0.95)?;
    if level > 0.0 && level < 1.0 {
        Ok(level)
    } else {
        let allowed = "`--conf-level` takes a number between 0 and 1";
        Err(Failure::Usage(allowed.to_string()))
    }
}

#[cfg(test)]
mod tests;
