//! The plan of `destinations`.

/// Where persons go when a course ends, and where they came from.
#[derive(Debug, Clone, PartialEq)]
pub struct DestinationsPlan {}
