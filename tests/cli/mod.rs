//! The program as its users meet it: words in, streams and exit codes out.

mod estimate;
