//! The weekly difference-in-differences against R stats 4.2.2 `lm` and sandwich 3.0-2, week by week.

#[test]
fn did_series_cases_agree() {
    super::check_kind("did_series");
}
