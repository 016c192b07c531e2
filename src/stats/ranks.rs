//! Ranks with ties shared: the mid-ranks behind the rank tests.

/// The ranks of some values and how much they are tied.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranks {
    /// From 1; equal values share the mean of their places. Same order as the values.
    pub rank: Vec<f64>,
    /// Sum of t^3 - t over the groups of t equal values; 0 without ties.
    pub tie_sum: f64,
}

/// Mid-ranks of finite values.
pub fn mid_ranks(values: &[f64]) -> Ranks {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|i, j| values[*i].total_cmp(&values[*j]));
    let mut rank = vec![0.0; values.len()];
    let (mut tie_sum, mut place) = (0.0, 0);
    for tied in order.chunk_by(|i, j| values[*i] == values[*j]) {
        let t = tied.len() as f64;
        for i in tied {
            rank[*i] = place as f64 + (t + 1.0) / 2.0;
        }
        tie_sum += t * t * t - t;
        place += tied.len();
    }
    Ranks { rank, tie_sum }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_the_mean_of_their_places_by_hand() {
        let ranks = mid_ranks(&[3.0, 1.0, 3.0, -2.0, 3.0]);
        assert_eq!(ranks.rank, [4.0, 2.0, 4.0, 1.0, 4.0]);
        assert_eq!(ranks.tie_sum, 24.0);
        // Zero and minus zero are equal.
        assert_eq!(mid_ranks(&[0.0, -0.0]).rank, [1.5, 1.5]);
        assert_eq!(mid_ranks(&[]).rank, Vec::<f64>::new());
    }
}
