//! The benefit codes and the municipalities: the tables of `data-schema/`, which a user's file may extend or replace.

mod code_list;
mod municipalities;
mod set;
mod words;

pub use code_list::{Certainty, Code, CodeFault, CodeList};
pub use municipalities::{Municipalities, Municipality, Residence};
pub use set::CodeSet;
pub use words::{UnknownWord, fold, nearest};

/// One more than the largest benefit code.
pub const CODES: usize = 1000;
