//! True tables are never accused, planted errors always found, and no text makes the program fall.

use super::{report, table};
use crate::published::consistency::check;
use proptest::prelude::*;

proptest! {
    /// A table made from counts, each figure rounded once, holds whatever its counts are; one digit moved is found.
    #[test]
    fn a_true_table_is_never_accused_and_a_moved_digit_always_found(
        cells in proptest::collection::vec((0i64..400, 0i64..400), 2..6),
        decimals in 0u32..3,
        moved in 0usize..6,
        up: bool,
    ) {
        let (na, nb) = cells.iter().fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
        prop_assume!(na > 0 && nb > 0);
        let share = |k: i64, n: i64| crate::published::consistency::exact::Exact::new((100 * k).into(), n.into()).rounded(decimals);
        let write = |move_one: Option<usize>| {
            let mut rows = format!("n-a {na} count 0\nn-b {nb} count 0\nn-all {} count 0\n", na + nb);
            for (i, (a, b)) in cells.iter().enumerate() {
                let mut p = share(*a, na);
                if move_one == Some(i) {
                    let step = crate::published::consistency::exact::Exact::unit(decimals);
                    p = if up { p + step } else { p - step };
                }
                let p = p.fixed(decimals);
                let q = share(*b, nb).fixed(decimals);
                let (t, r) = (a + b, share(a + b, na + nb).fixed(decimals));
                rows += &format!("k{i}-a {a} count 0\nk{i}-b {b} count 0\nk{i}-all {t} count 0\n");
                rows += &format!("p{i}-a {p} percent {decimals} {na}\np{i}-b {q} percent {decimals} {nb}\np{i}-all {r} percent {decimals} {}\n", na + nb);
            }
            rows
        };
        let relation = "kind = 'percent'\npercent = 'p{i}-{arm}'\ncount = 'k{i}-{arm}'\nof = 'n-{arm}'\n\
            [[relation]]\nkind = 'total'\ntotal = 'k{i}-all'\nparts = ['k{i}-a', 'k{i}-b']\n\
            [[relation]]\nkind = 'hundred'\neach = ['arm']\nparts = 'p{i}-{arm}'\n\
            [[relation]]\nkind = 'pooled'\ntotal = 'p{i}-all'\nparts = ['p{i}-a', 'p{i}-b']";
        let honest = report(&write(None), relation);
        prop_assert_eq!(honest.contradictions(), 0, "{}", honest.text());
        let place = moved % cells.len();
        let planted = report(&write(Some(place)), relation);
        let id = format!("p{place}-a");
        let caught = planted.findings.iter().any(|f| f.sure.is_contradiction() && f.figures.iter().any(|r| r.id == id));
        prop_assert!(caught, "{}", planted.text());
    }

    #[test]
    fn no_text_makes_the_program_fall(printed in ".{0,200}", relations in ".{0,200}") {
        let _ = check(&printed, Some(&relations));
        let rows = table("a 1 count 0\nb 2 count 0");
        let _ = check(&rows, Some(&format!("schema = 1\n[[relation]]\nkind = 'formula'\nvalue = \"\"\"{relations}\"\"\"\nequals = '[a]'\n")));
    }
}
