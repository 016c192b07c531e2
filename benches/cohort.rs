//! Entry, groups, periods and follow-up from the spells of a register.

use crate::data::{SIZES, plan, register};
use divan::Bencher;
use virkning::codes::CodeList;

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn build(bencher: Bencher, persons: usize) {
    let register = register(persons);
    let plan = plan(&[]);
    let scheme = CodeList::built_in()
        .class("ressourceforloeb")
        .expect("the class");
    bencher.bench(|| {
        let cohort = virkning::cohort::build(&register, &plan, &scheme);
        assert!(!cohort.members.is_empty());
        cohort
    });
}
