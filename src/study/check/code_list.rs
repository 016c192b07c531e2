//! The code list of a study: the program's own, extended or replaced by a file; or one that is given in its place.

use super::Checker;
use crate::codes::{CodeFault, CodeList};
use crate::study::fault::Fault;
use crate::study::written::Codes;
use std::path::Path;

/// Where the code list of a study comes from.
#[derive(Debug, Clone, Copy)]
pub enum CodesFrom<'a> {
    /// From where the study says, its file relative to this folder.
    Study(&'a Path),
    /// From here, whatever the study says; its file is not read.
    List(&'a CodeList),
}

impl Checker<'_> {
    /// `None` when what the study says of it, or its file, is at fault.
    pub(super) fn codes(&mut self, codes: Option<&Codes>, from: CodesFrom<'_>) -> Option<CodeList> {
        let (extend, replace) =
            codes.map_or((None, None), |c| (c.extend.as_ref(), c.replace.as_ref()));
        let (key, file) = match (extend, replace) {
            (Some(_), Some(_)) => {
                let message = "`extend` and `replace` cannot both be given".to_string();
                let help = Some("allowed: one of them".to_string());
                self.key("codes.extend", message, help);
                return None;
            }
            (Some(file), None) => ("codes.extend", Some(file)),
            (None, file) => ("codes.replace", file),
        };
        let folder = match from {
            CodesFrom::List(list) => return Some(list.clone()),
            CodesFrom::Study(folder) => folder,
        };
        let Some(file) = file else {
            return Some(CodeList::built_in());
        };
        let text = match std::fs::read_to_string(folder.join(file)) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("cannot read the code list `{file}`: {error}");
                self.value(key, message, None);
                return None;
            }
        };
        let list = match replace {
            Some(_) => CodeList::replace(&text, file),
            None => CodeList::built_in().extend(&text, file),
        };
        let faults = list.as_ref().err().into_iter().flatten();
        self.faults
            .extend(faults.map(|fault| of_list(fault, &text)));
        list.ok()
    }
}

/// A fault of the code list, at the start of its line.
fn of_list(fault: &CodeFault, text: &str) -> Fault {
    let line = usize::try_from(fault.line).unwrap_or(usize::MAX).max(1);
    let start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    Fault {
        file: Some(fault.file.clone()),
        ..Fault::at(text, start..end, fault.what.clone(), None)
    }
}
