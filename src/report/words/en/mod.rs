//! English.

pub mod labels;
pub mod notes;
pub mod phrases;
pub mod settings;
pub mod variables;
