//! The one binary `handover`.
fn main() {}
