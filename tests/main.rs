//! The one integration binary; each module below is one kind of test.

mod conformance;
mod spec;
