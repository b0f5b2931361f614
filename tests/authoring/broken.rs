//! Twenty ways to break a questionnaire or a policy file, each met at its line with what to do.
