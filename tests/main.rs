//! The one integration binary; each module below is one kind of test.

mod by_hand;
mod cli;
mod conformance;
mod published;
mod spec;
mod support;
