//! The one integration binary; each module below is one kind of test.

mod cli;
mod conformance;
mod spec;
