//! `virkning codes`: what a benefit code means, and which codes a class or an activity has.

use super::talk::{self, Talk};
use super::{Exit, Format};
use crate::codes::{Code, CodeList, CodeSet};
use serde_json::json;

/// Tells what benefit codes mean; without arguments, all of them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Codes to look up, such as 817
    #[arg(value_parser = clap::value_parser!(u16).range(0..=999))]
    codes: Vec<u16>,
    /// Only codes of this class, such as ressourceforloeb
    #[arg(long)]
    class: Option<String>,
    /// Only codes of this activity, such as praktik
    #[arg(long)]
    subclass: Option<String>,
}

/// Prints the codes asked for.
pub fn run(args: &Args, format: Format, talk: Talk) -> Exit {
    let list = CodeList::built_in();
    let wanted = match wanted(args, &list) {
        Ok(set) => set,
        Err(text) => {
            talk.error(format!("error: {text}"));
            return Exit::Usage;
        }
    };
    let codes: Vec<&Code> = list.iter().filter(|c| wanted.contains(c.code)).collect();
    talk::result(&match format {
        Format::Text => in_text(&codes),
        Format::Json => in_json(&codes),
    })
}

fn wanted(args: &Args, list: &CodeList) -> Result<CodeSet, String> {
    let mut wanted = list.all();
    if let Some(class) = &args.class {
        let of_class = list.class(class).map_err(|e| e.to_string())?;
        wanted = wanted.intersection(&of_class);
    }
    if let Some(subclass) = &args.subclass {
        let of_subclass = list.subclass(subclass).map_err(|e| e.to_string())?;
        wanted = wanted.intersection(&of_subclass);
    }
    if let Some(unknown) = args.codes.iter().find(|c| list.get(**c).is_none()) {
        return Err(format!(
            "{unknown} is not a known code; known codes: data-schema/dream-codes.csv"
        ));
    }
    if !args.codes.is_empty() {
        wanted = wanted.intersection(&args.codes.iter().copied().collect());
    }
    Ok(wanted)
}

fn in_text(codes: &[&Code]) -> String {
    let mut text = String::new();
    for code in codes {
        let years = match (code.valid_from, code.valid_to) {
            (None, None) => String::new(),
            (from, to) => {
                let day = |d: Option<jiff::civil::Date>| d.map_or(String::new(), |d| d.to_string());
                format!("; scheme in law {}..{}", day(from), day(to))
            }
        };
        text.push_str(&format!("{:03}  {}\n", code.code, code.label_da));
        text.push_str(&format!("     {}\n", code.label_en));
        text.push_str(&format!(
            "     {} / {}; certainty {}{years}\n",
            code.class, code.subclass, code.certainty
        ));
        if !code.note.is_empty() {
            text.push_str(&format!("     {}\n", code.note));
        }
    }
    text
}

fn in_json(codes: &[&Code]) -> String {
    let one = |c: &&Code| {
        json!({
            "code": c.code,
            "label_da": c.label_da,
            "label_en": c.label_en,
            "class": c.class,
            "subclass": c.subclass,
            "valid_from": c.valid_from.map(|d| d.to_string()),
            "valid_to": c.valid_to.map(|d| d.to_string()),
            "certainty": c.certainty.to_string(),
            "source": c.source,
            "note": c.note,
        })
    };
    format!(
        "{:#}\n",
        serde_json::Value::from_iter(codes.iter().map(one))
    )
}
