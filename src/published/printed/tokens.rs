//! Printed words cut into numbers, words and signs.

/// Numbers, words and signs, in lower case. A hyphen between digits parts a range; one before a digit is a minus.
pub fn tokens(words: &str) -> Vec<String> {
    let mut cutter = Cutter {
        letters: words.to_lowercase().chars().map(plain).collect(),
        at: 0,
        tokens: Vec::new(),
    };
    while let Some(letter) = cutter.letter(0) {
        cutter.cut(letter);
    }
    cutter.tokens
}

/// True for a token that is a number.
pub fn is_number(token: &str) -> bool {
    let mut letters = token.chars().skip_while(|c| "-.,".contains(*c));
    letters.next().is_some_and(|c| c.is_ascii_digit())
}

/// Signs that look alike made one.
fn plain(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        other => other,
    }
}

struct Cutter {
    letters: Vec<char>,
    at: usize,
    tokens: Vec<String>,
}

impl Cutter {
    /// The letter so many places on.
    fn letter(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn before(&self) -> Option<char> {
        self.letters.get(self.at.checked_sub(1)?).copied()
    }

    fn is_digit(&self, at: usize) -> bool {
        self.letters.get(at).is_some_and(char::is_ascii_digit)
    }

    /// Cuts the token that begins with this letter.
    fn cut(&mut self, letter: char) {
        if let Some(digits) = self.number_start(letter) {
            return self.number(letter, digits);
        }
        let in_percent_point = letter == '%' && self.letter(1) == Some('-');
        if letter.is_alphabetic() || in_percent_point {
            return self.word();
        }
        let arrow = letter == '=' && matches!(self.letter(1), Some('<' | '>'));
        if arrow {
            // Whether `=>` is a bound or an arrow cannot be told.
            self.push(2);
        } else if letter == '-' {
            self.at += 1;
            self.tokens.push("–".to_string());
        } else if is_blank(letter) && !self.parts_letter_and_digit(letter) {
            self.at += 1;
        } else {
            self.push(1);
        }
    }

    /// Where the digits of a number begin that starts here, with the sign and the mark before them.
    fn number_start(&self, letter: char) -> Option<usize> {
        match letter {
            '-' if self.is_minus() => self.digits_from(self.at + 1, self.tokens.is_empty()),
            '+' if !self.is_behind_number() => self.digits_from(self.at + 1, false),
            '.' | ',' if self.parts_letter_and_digit(letter) => None,
            _ => self.digits_from(self.at, false),
        }
    }

    /// The place of the first digit, or of the mark before it. Behind a sign that opens the words a blank may stand.
    fn digits_from(&self, from: usize, blank: bool) -> Option<usize> {
        let rest = self.letters.get(from..)?;
        let blanks = rest.iter().take_while(|c| blank && c.is_whitespace());
        let start = from + blanks.count();
        let mark = matches!(self.letters.get(start), Some('.' | ','));
        self.is_digit(start + usize::from(mark)).then_some(start)
    }

    /// A hyphen that belongs to the number behind it. Between two numbers it parts a range, also where a blank stands before it only:
    /// `9 –11`; behind a negative number that cannot be told.
    fn is_minus(&self) -> bool {
        let behind_positive = self
            .tokens
            .last()
            .is_some_and(|t| is_number(t) && !t.starts_with('-'));
        !self.is_behind_number() && !behind_positive
    }

    /// No blank stands between this letter and a number or its `%`.
    fn is_behind_number(&self) -> bool {
        self.before()
            .is_some_and(|c| c.is_ascii_digit() || c == '%')
    }

    /// A point or comma between a letter and a digit closes a word or opens a number; which of them cannot be told.
    fn parts_letter_and_digit(&self, letter: char) -> bool {
        let mark = letter == '.' || letter == ',';
        let behind_word = self
            .before()
            .is_some_and(|c| c.is_alphanumeric() || c == '%');
        mark && behind_word && self.is_digit(self.at + 1)
    }

    fn number(&mut self, sign: char, digits: usize) {
        let end = number_end(&self.letters, digits);
        let digits: String = self.letters[digits..end].iter().collect();
        let spelt = self.tokens.last().is_some_and(|t| t == "minus") && sign != '-';
        if spelt {
            self.tokens.pop();
        }
        let minus = if sign == '-' || spelt { "-" } else { "" };
        self.tokens.push(format!("{minus}{digits}"));
        self.at = end;
    }

    fn word(&mut self) {
        let start = self.at;
        self.at += 1;
        while self.at < self.letters.len() && is_in_word(&self.letters, self.at) {
            self.at += 1;
        }
        let word: String = self.letters[start..self.at].iter().collect();
        self.tokens
            .push(word.trim_end_matches(['.', '-']).to_string());
    }

    /// The next letters as they stand.
    fn push(&mut self, letters: usize) {
        let end = (self.at + letters).min(self.letters.len());
        self.tokens
            .push(self.letters[self.at..end].iter().collect());
        self.at = end;
    }
}

/// Says nothing by itself.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || ".,;:()*$\"'".contains(letter)
}

fn is_in_word(letters: &[char], at: usize) -> bool {
    let letter = letters[at];
    let next = letters.get(at + 1);
    letter.is_alphanumeric()
        || letter == '²'
        || (letter == '.' && next.is_some_and(|n| n.is_alphabetic() || *n == '-'))
        || (letter == '-' && next.is_some_and(|n| n.is_alphabetic()))
}

/// Where a number ends: digits, with a point, comma or one blank before three digits between them.
fn number_end(letters: &[char], from: usize) -> usize {
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut at = from;
    while at < letters.len() {
        let group = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        match letters[at] {
            letter if letter.is_ascii_digit() => at += 1,
            '.' | ',' if digit(at + 1) => at += 1,
            ' ' if at > from && digit(at - 1) && group => at += 1,
            _ => break,
        }
    }
    at
}
