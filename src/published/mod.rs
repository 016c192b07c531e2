//! What a report printed: its figures against each other.

pub mod consistency;
