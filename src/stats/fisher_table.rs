//! Fisher's exact test of an r x c table, within a stated limit of work.

use super::Error;

/// The most partial tables that either half of the computation may hold at once.
pub const WORK_LIMIT: usize = 4_000_000;

/// A table counts as at most as likely as the observed one when its log probability is above it by no more than this (R's rule).
const AS_LIKELY: f64 = 1e-7;

/// Log probabilities closer than this are the same number but for rounding.
const SAME: f64 = 1e-11;

/// The two-sided p-value of Fisher's exact test (Freeman-Halton) of an r x c table of counts.
///
/// Rows and columns without counts are left out. The columns are split in two halves; each half lists, for every way to use up part of the
/// row totals, the probabilities of its partial tables, equal ones merged; the halves meet where they use up the totals together. The
/// work is about the square root of the number of tables.
///
/// # Formula
/// The sum of `prod r_i! prod c_j! / (n! prod x_ij!)` over the tables with these margins that are at most as likely as the observed one.
///
/// # Errors
/// `OneGroup` for fewer than two rows or columns with counts; `LengthMismatch` for ragged rows; `WorkLimit` when a half would hold more
/// than `WORK_LIMIT` partial tables.
///
/// # Source
/// Freeman and Halton (1951), Biometrika 38. Agrees with R `fisher.test` (network algorithm) to 1e-7.
pub fn fisher_table(table: &[Vec<u64>]) -> Result<f64, Error> {
    let width = table.first().map_or(0, Vec::len);
    for row in table {
        super::moments::same_length("table row", width, row.len())?;
    }
    let rows: Vec<u64> = table.iter().map(|r| r.iter().sum()).collect();
    let columns: Vec<u64> = (0..width)
        .map(|j| table.iter().map(|r| r[j]).sum())
        .collect();
    let (rows, columns) = (with_counts(rows), with_counts(columns));
    if rows.len() < 2 || columns.len() < 2 {
        return Err(Error::OneGroup);
    }
    let log_factorial = log_factorials(rows.iter().sum())?;
    let observed = -table
        .iter()
        .flatten()
        .map(|x| log_factorial[*x as usize])
        .sum::<f64>();
    let (lines, bins) = cheaper_side(rows, columns);
    let (left_lines, right_lines) = halves(&lines, &bins);
    let left = partial_tables(&left_lines, &bins, &log_factorial)?;
    let right = partial_tables(&right_lines, &bins, &log_factorial)?;
    Ok(share_as_extreme(&left, &right, &bins, observed + AS_LIKELY))
}

fn with_counts(totals: Vec<u64>) -> Vec<u64> {
    totals.into_iter().filter(|t| *t > 0).collect()
}

/// ln(0!), ..., ln(n!), each a compensated sum.
fn log_factorials(n: u64) -> Result<Vec<f64>, Error> {
    if n > WORK_LIMIT as u64 {
        return Err(work_limit());
    }
    let (mut sum, mut lost) = (0.0f64, 0.0f64);
    let mut table = vec![0.0];
    for i in 1..=n {
        let term = (i as f64).ln() - lost;
        let next = sum + term;
        lost = (next - sum) - term;
        sum = next;
        table.push(sum);
    }
    Ok(table)
}

fn work_limit() -> Error {
    Error::WorkLimit {
        what: "test of Fisher",
        limit: WORK_LIMIT as u64,
    }
}

/// The totals to be laid out line by line and those of the bins they fill, the way round that needs fewer partial tables.
fn cheaper_side(rows: Vec<u64>, columns: Vec<u64>) -> (Vec<u64>, Vec<u64>) {
    let cost = |lines: &[u64], bins: &[u64]| {
        let (a, b) = halves(lines, bins);
        let size = |half: &[u64]| half.iter().map(|l| log_fillings(*l, bins)).sum::<f64>();
        size(&a).max(size(&b))
    };
    if cost(&columns, &rows) <= cost(&rows, &columns) {
        (columns, rows)
    } else {
        (rows, columns)
    }
}

/// The logarithm of the number of ways to lay `line` counts into bins of the given sizes.
fn log_fillings(line: u64, bins: &[u64]) -> f64 {
    let line = line as usize;
    let mut ways = vec![0.0f64; line + 1];
    ways[0] = 1.0;
    for bin in bins {
        let mut sums = vec![0.0; line + 2];
        for (i, w) in ways.iter().enumerate() {
            sums[i + 1] = sums[i] + w;
        }
        for (i, w) in ways.iter_mut().enumerate() {
            *w = sums[i + 1] - sums[i.saturating_sub(*bin as usize)];
        }
    }
    ways[line].max(1.0).ln()
}

/// The lines in two halves of about the same number of partial tables: the largest first, each to the smaller half.
fn halves(lines: &[u64], bins: &[u64]) -> (Vec<u64>, Vec<u64>) {
    let mut sized: Vec<(f64, u64)> = lines.iter().map(|l| (log_fillings(*l, bins), *l)).collect();
    sized.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    let (mut a, mut b) = ((0.0, Vec::new()), (0.0, Vec::new()));
    for (size, line) in sized {
        let smaller = if a.0 <= b.0 { &mut a } else { &mut b };
        smaller.0 += size;
        smaller.1.push(line);
    }
    (a.1, b.1)
}

/// All partial tables with the same bins used and the same probability.
#[derive(Clone, Copy)]
struct Partial {
    /// How much of each bin but the last is used, as digits of a mixed-radix number.
    used: u64,
    /// Minus the sum of ln(x!) over the cells.
    log: f64,
    tables: f64,
}

fn partial_tables(
    lines: &[u64],
    bins: &[u64],
    log_factorial: &[f64],
) -> Result<Vec<Partial>, Error> {
    let digits = radixes(bins)?;
    let mut partials = vec![Partial {
        used: 0,
        log: 0.0,
        tables: 1.0,
    }];
    let mut laid = 0;
    for line in lines {
        let mut next = Vec::new();
        for partial in &partials {
            let room = room_left(partial.used, laid, bins, &digits);
            let mut filling = Filling {
                room: &room,
                digits: &digits,
                log_factorial,
                out: &mut next,
            };
            filling.lay(0, *line, *partial)?;
        }
        partials = merged(next);
        laid += line;
    }
    Ok(partials)
}

/// The weight of each bin's digit; the last bin needs none, as the totals fix it.
fn radixes(bins: &[u64]) -> Result<Vec<u64>, Error> {
    let mut radix: u64 = 1;
    let mut digits = Vec::with_capacity(bins.len());
    for bin in &bins[..bins.len() - 1] {
        digits.push(radix);
        radix = radix.checked_mul(bin + 1).ok_or_else(work_limit)?;
    }
    Ok(digits)
}

fn room_left(used: u64, laid: u64, bins: &[u64], digits: &[u64]) -> Vec<u64> {
    let used_of = |i: usize| used / digits[i] % (bins[i] + 1);
    let mut room: Vec<u64> = (0..digits.len()).map(|i| bins[i] - used_of(i)).collect();
    let used_before_last: u64 = (0..digits.len()).map(used_of).sum();
    room.push(bins[digits.len()] - (laid - used_before_last));
    room
}

/// Lays one line's counts into the room that is left, in every way.
struct Filling<'a> {
    room: &'a [u64],
    digits: &'a [u64],
    log_factorial: &'a [f64],
    out: &'a mut Vec<Partial>,
}

impl Filling<'_> {
    fn lay(&mut self, bin: usize, counts: u64, so_far: Partial) -> Result<(), Error> {
        if bin == self.digits.len() {
            if self.out.len() >= WORK_LIMIT {
                return Err(work_limit());
            }
            self.out.push(Partial {
                log: so_far.log - self.log_factorial[counts as usize],
                ..so_far
            });
            return Ok(());
        }
        let room_after: u64 = self.room[bin + 1..].iter().sum();
        for x in counts.saturating_sub(room_after)..=counts.min(self.room[bin]) {
            let next = Partial {
                used: so_far.used + x * self.digits[bin],
                log: so_far.log - self.log_factorial[x as usize],
                tables: so_far.tables,
            };
            self.lay(bin + 1, counts - x, next)?;
        }
        Ok(())
    }
}

/// Sorted by bins used, then by probability, equal ones taken together.
fn merged(mut partials: Vec<Partial>) -> Vec<Partial> {
    partials.sort_unstable_by(|a, b| a.used.cmp(&b.used).then(a.log.total_cmp(&b.log)));
    partials.dedup_by(|later, kept| {
        let same = later.used == kept.used && later.log - kept.log <= SAME;
        if same {
            kept.tables += later.tables;
        }
        same
    });
    partials
}

/// The probability of the tables whose log weight is at most `limit`, as a share of all tables.
fn share_as_extreme(left: &[Partial], right: &[Partial], bins: &[u64], limit: f64) -> f64 {
    // The right half uses what the left half leaves: digits without borrowing, so the numbers subtract.
    let full: u64 = radix_number(bins);
    let groups: Vec<&[Partial]> = right.chunk_by(|a, b| a.used == b.used).collect();
    let (mut extreme, mut all) = (0.0, 0.0);
    let largest = |side: &[Partial]| side.iter().map(|p| p.log).fold(f64::NEG_INFINITY, f64::max);
    let scale = largest(left) + largest(right);
    for mine in left.chunk_by(|a, b| a.used == b.used) {
        let rest = full - mine[0].used;
        let Ok(place) = groups.binary_search_by(|g| g[0].used.cmp(&rest)) else {
            continue;
        };
        let others = groups[place];
        let top = others[others.len() - 1].log;
        let mut sums = vec![0.0];
        for other in others {
            sums.push(sums[sums.len() - 1] + other.tables * (other.log - top).exp());
        }
        let mut within = others.len();
        for one in mine {
            while within > 0 && one.log + others[within - 1].log > limit {
                within -= 1;
            }
            let weight = one.tables * (one.log + top - scale).exp();
            extreme += weight * sums[within];
            all += weight * sums[others.len()];
        }
    }
    (extreme / all).min(1.0)
}

fn radix_number(bins: &[u64]) -> u64 {
    let mut radix = 1;
    let mut number = 0;
    for bin in &bins[..bins.len() - 1] {
        number += bin * radix;
        radix *= bin + 1;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::super::fisher::fisher;
    use super::super::testing::assert_close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_by_three_by_hand() {
        // Rows 2, 2; columns 2, 1, 1. First row 2 0 0, 0 1 1, 1 1 0, 1 0 1 with chances 1/6, 1/6, 2/6, 2/6.
        assert_close(
            fisher_table(&[vec![2, 0, 0], vec![0, 1, 1]]).unwrap(),
            1.0 / 3.0,
            1e-12,
        );
        assert_close(
            fisher_table(&[vec![1, 1, 0], vec![1, 0, 1]]).unwrap(),
            1.0,
            1e-12,
        );
        // An empty row and an empty column change nothing.
        let padded = [vec![2, 0, 0, 0], vec![0, 0, 0, 0], vec![0, 0, 1, 1]];
        assert_close(fisher_table(&padded).unwrap(), 1.0 / 3.0, 1e-12);
    }

    #[test]
    fn job_satisfaction_agrees_with_r() {
        // R 4.2.2: the example `Job` of ?fisher.test (Agresti 2002, table 2.8); p = 0.7827.
        let job = [
            vec![1, 3, 10, 6],
            vec![2, 3, 10, 7],
            vec![1, 6, 14, 12],
            vec![0, 1, 9, 11],
        ];
        assert_close(fisher_table(&job).unwrap(), 0.782_684_938_965_638_8, 1e-7);
    }

    #[test]
    fn too_large_a_table_says_so() {
        let large: Vec<Vec<u64>> = (0..6).map(|i| vec![500 + i; 6]).collect();
        assert!(matches!(fisher_table(&large), Err(Error::WorkLimit { .. })));
        assert_eq!(
            fisher_table(&[vec![3, 4], vec![0, 0]]),
            Err(Error::OneGroup)
        );
        assert_eq!(fisher_table(&[]), Err(Error::OneGroup));
        assert!(fisher_table(&[vec![3, 4], vec![1]]).is_err());
    }

    /// Every table with these margins, by trying all cell values.
    fn brute(table: &[Vec<u64>]) -> f64 {
        fn fact(x: u64) -> f64 {
            (1..=x).map(|i| i as f64).product()
        }
        fn walk(
            cells: usize,
            width: usize,
            rows: &mut [u64],
            columns: &mut [u64],
            w: f64,
            out: &mut Vec<f64>,
        ) {
            if cells == rows.len() * width {
                if rows.iter().chain(columns.iter()).all(|t| *t == 0) {
                    out.push(w);
                }
                return;
            }
            let (i, j) = (cells / width, cells % width);
            for x in 0..=rows[i].min(columns[j]) {
                rows[i] -= x;
                columns[j] -= x;
                walk(cells + 1, width, rows, columns, w / fact(x), out);
                rows[i] += x;
                columns[j] += x;
            }
        }
        let width = table[0].len();
        let mut rows: Vec<u64> = table.iter().map(|r| r.iter().sum()).collect();
        let mut columns: Vec<u64> = (0..width)
            .map(|j| table.iter().map(|r| r[j]).sum())
            .collect();
        let mut all = Vec::new();
        walk(0, width, &mut rows, &mut columns, 1.0, &mut all);
        let observed: f64 = table.iter().flatten().map(|x| 1.0 / fact(*x)).product();
        let extreme = all.iter().filter(|w| **w <= observed * (1.0 + 1e-7));
        extreme.sum::<f64>() / all.iter().sum::<f64>()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn it_agrees_with_all_tables_counted_one_by_one(
            cells in proptest::collection::vec(0u64..4, 12),
            height in 2usize..4,
        ) {
            let table: Vec<Vec<u64>> = cells.chunks(12 / height).map(<[u64]>::to_vec).collect();
            let margins_left = table.iter().filter(|r| r.iter().sum::<u64>() > 0).count() >= 2
                && (0..table[0].len()).filter(|j| table.iter().any(|r| r[*j] > 0)).count() >= 2;
            prop_assume!(margins_left);
            prop_assert!((fisher_table(&table).unwrap() - brute(&table)).abs() < 1e-9);
        }

        #[test]
        fn a_two_by_two_table_agrees_with_its_own_test(a in 0u64..20, b in 0u64..20, c in 1u64..20, d in 1u64..20) {
            prop_assume!(a + b > 0);
            let p = fisher_table(&[vec![a, b], vec![c, d]]).unwrap();
            prop_assert!((p - fisher([[a, b], [c, d]], 0.95).unwrap().p_value).abs() < 1e-10);
        }
    }
}
