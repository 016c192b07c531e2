//! The rules that the files must keep: a short name of each, and how to mend what breaks it.

/// The rules a register must keep, in the order in which faults are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Unreadable,
    EmptyFile,
    DamagedGzip,
    DamagedParquet,
    OtherSchema,
    MissingColumn,
    DuplicateColumn,
    ImpossibleWeekColumn,
    MissingWeekColumn,
    NoWeeks,
    NoSupportCode,
    CprKeys,
    FieldCount,
    NotText,
    BlankKey,
    DuplicatePerson,
    ReferredTwice,
    NobodyFound,
    NotACode,
    UnknownCode,
    NotAWeek,
    WeekOutside,
    SpellBackwards,
    Overlap,
    ObservedAgain,
    NotAMonth,
    MonthOutside,
    NotANumber,
    Negative,
    NotASupportCode,
    NotADate,
    NotAWeekOrDate,
    NotATime,
    NotAPeriod,
    BirthInFuture,
    NoDrawInTime,
    NotAWord,
    UnknownMunicipality,
    UnknownArm,
    EmptyArm,
    NotEnrolled,
    UndeclaredWord,
    MissingWave,
    OutsideScale,
    UnlistedValue,
    DuplicateAnswer,
    SecondValue,
    MoreThanInvited,
    DrawnBefore,
}

impl Rule {
    /// A short name for machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Unreadable => "unreadable",
            Rule::EmptyFile => "empty-file",
            Rule::DamagedGzip => "damaged-gzip",
            Rule::DamagedParquet => "damaged-parquet",
            Rule::OtherSchema => "other-schema",
            Rule::MissingColumn => "missing-column",
            Rule::DuplicateColumn => "duplicate-column",
            Rule::ImpossibleWeekColumn => "impossible-week-column",
            Rule::MissingWeekColumn => "missing-week-column",
            Rule::NoWeeks => "no-weeks",
            Rule::NoSupportCode => "no-support-code",
            Rule::CprKeys => "cpr-keys",
            Rule::FieldCount => "field-count",
            Rule::NotText => "not-text",
            Rule::BlankKey => "blank-key",
            Rule::DuplicatePerson => "duplicate-person",
            Rule::ReferredTwice => "referred-twice",
            Rule::NobodyFound => "nobody-found",
            Rule::NotACode => "not-a-code",
            Rule::UnknownCode => "unknown-code",
            Rule::NotAWeek => "not-a-week",
            Rule::WeekOutside => "week-outside",
            Rule::SpellBackwards => "spell-backwards",
            Rule::Overlap => "overlap",
            Rule::ObservedAgain => "observed-again",
            Rule::NotAMonth => "not-a-month",
            Rule::MonthOutside => "month-outside",
            Rule::NotANumber => "not-a-number",
            Rule::Negative => "negative",
            Rule::NotASupportCode => "not-a-support-code",
            Rule::NotADate => "not-a-date",
            Rule::NotAWeekOrDate => "not-a-week-or-date",
            Rule::NotATime => "not-a-time",
            Rule::NotAPeriod => "not-a-period",
            Rule::BirthInFuture => "birth-in-future",
            Rule::NoDrawInTime => "no-draw-in-time",
            Rule::NotAWord => "not-a-word",
            Rule::UnknownMunicipality => "unknown-municipality",
            Rule::UnknownArm => "unknown-arm",
            Rule::EmptyArm => "empty-arm",
            Rule::NotEnrolled => "not-enrolled",
            Rule::UndeclaredWord => "undeclared-word",
            Rule::MissingWave => "missing-wave",
            Rule::OutsideScale => "outside-scale",
            Rule::UnlistedValue => "unlisted-value",
            Rule::DuplicateAnswer => "duplicate-answer",
            Rule::SecondValue => "second-value",
            Rule::MoreThanInvited => "more-than-invited",
            Rule::DrawnBefore => "drawn-before",
        }
    }

    /// What is allowed, or how to mend it.
    pub fn mend(self) -> &'static str {
        match self {
            Rule::Unreadable => "check the path in the study file and the right to read it",
            Rule::EmptyFile => {
                "fetch the file again; a table has a header line and at least one row"
            }
            Rule::DamagedGzip => {
                "fetch the file again; the transfer stopped early or changed bytes"
            }
            Rule::DamagedParquet => "fetch the file again, or write it anew from its source",
            Rule::OtherSchema => {
                "see the table's page in data-schema/; `columns` in the study renames columns"
            }
            Rule::MissingColumn => {
                "name the column in `columns` if it is called something else; the first line of a file names its columns"
            }
            Rule::DuplicateColumn => "names match without regard to case; keep one of the columns",
            Rule::ImpossibleWeekColumn => {
                "a column is `y_YYWW` with an ISO week that the year has; only long years have a week 53"
            }
            Rule::MissingWeekColumn => {
                "a missing week is a damaged file, not a blank week: fetch the delivery again"
            }
            Rule::NoWeeks => {
                "declare the weeks that the delivery covers: `weeks = \"2010-W01..2018-W52\"`"
            }
            Rule::NoSupportCode => {
                "without a support code ordinary hours cannot be told from supported ones; write `all_ordinary = true` if the file holds ordinary jobs only"
            }
            Rule::CprKeys => {
                "replace the keys by running numbers, or write `allow_cpr_like_keys = true` in `[register]` if they must stay (`--allow-cpr-like-keys` on the command line)"
            }
            Rule::FieldCount => {
                "each row has as many fields as the header; quote fields that hold the separator"
            }
            Rule::NotText => {
                "write the file as UTF-8, or declare `encoding = \"latin-1\"` if it was written so"
            }
            Rule::BlankKey => "every row needs the key of its person",
            Rule::ReferredTwice => {
                "a referral holds until the person's next; keep one of those of the day"
            }
            Rule::DuplicatePerson => {
                "a person has one row; remove the copy, or number the persons anew"
            }
            Rule::NobodyFound => "the keys of both files must be of the same kind",
            Rule::NotACode => {
                "a cell is blank or a code of up to three digits; other values are declared in `values`"
            }
            Rule::UnknownCode => {
                "`virkning codes` prints the known codes; add the code to the study's code list if it is right"
            }
            Rule::NotAWeek => {
                "write a week as 2016-W01, y_1601, 1601 or 201601; only long years have a week 53"
            }
            Rule::WeekOutside => "widen the declared `weeks`, or remove the row",
            Rule::SpellBackwards => {
                "`from` and `to` are both included, and `from` is not after `to`"
            }
            Rule::Overlap => {
                "write `on_overlap = \"later-row\"` if the later row of the file is right"
            }
            Rule::ObservedAgain => {
                "with `blank = \"unobserved\"` follow-up ends at the first blank; without it a blank is a week with no benefit"
            }
            Rule::NotAMonth => "write a month as 2016-01, 201601 or a date in it",
            Rule::MonthOutside => "widen the declared `months`, or remove the row",
            Rule::NotANumber => {
                "write a number with a decimal point, or a decimal comma in a file separated by `;`"
            }
            Rule::NotASupportCode => "a support code is 0 to 7; 0 is an ordinary job",
            Rule::NotADate => "write a date as 1970-12-31, 19701231 or 31-12-1970",
            Rule::BirthInFuture => {
                "nobody is born after the last day of the register, or after being drawn"
            }
            Rule::NotAWord => "see the table's page in data-schema/ for the allowed words",
            Rule::UnknownMunicipality => {
                "use the codes of data-schema/municipalities.csv; 0, blank and 411 are allowed"
            }
            Rule::UnknownArm => {
                "an arm is one of those of the study (`[groups]`) or of the draw (`--arms`), or blank for a person who was drawn and not allocated"
            }
            Rule::EmptyArm => "check the values of `equals` in `[groups]` against the column",
            Rule::DrawnBefore => "a person is drawn once; remove the row from the list",
            Rule::NotEnrolled => {
                "the events are those of the persons in the enrolment; add the person there, or remove the row"
            }
            Rule::UndeclaredWord => {
                "add the word to `[survey]` in the study file, or correct it in the file"
            }
            Rule::MissingWave => {
                "fetch the answers of the wave, or take it out of `[survey]` in the study file"
            }
            Rule::OutsideScale => {
                "correct the answer, or add it to the categories, the scale or `unknown` of the study file"
            }
            Rule::DuplicateAnswer => {
                "keep one answer, or write `several = true` on a question with several answers"
            }
            Rule::NotAWeekOrDate => {
                "write a date as 2016-02-01, 20160201 or 01-02-2016, or a week as 2016-W05"
            }
            Rule::NotATime => "a time is a number in every row, or a date in every row",
            Rule::NotAPeriod => "write a period as 2013, 2013-01, 2013Q1 or 2013-W05",
            Rule::Negative => "numbers of persons are 0 or more",
            Rule::NoDrawInTime => {
                "`events_until` in the study is the last day that the events cover; persons are drawn before it"
            }
            Rule::SecondValue => {
                "a group has one value of a measure in a period; keep one of the rows"
            }
            Rule::MoreThanInvited => "correct `invited` in the study file, or the table of answers",
            Rule::UnlistedValue => {
                "correct the value, or add it to the indicator in the study file: to `yes`, `no`, `open` or `not_relevant`"
            }
        }
    }
}
