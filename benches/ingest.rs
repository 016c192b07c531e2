//! Reading: wide CSV in bytes a second, and a whole register from Parquet.

use crate::data::{SIZES, files, read, whole, wide};
use divan::Bencher;
use divan::counter::BytesCount;

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn wide_csv(bencher: Bencher, persons: usize) {
    let files = files(persons);
    let bytes = std::fs::metadata(files.path("wide.csv"))
        .expect("the file")
        .len();
    let sources = wide(&files);
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| read(&sources));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn parquet_with_hours_and_persons(bencher: Bencher, persons: usize) {
    let sources = whole(&files(persons));
    bencher.bench(|| read(&sources));
}
