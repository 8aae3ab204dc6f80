//! The program `supple`.
fn main() {}
