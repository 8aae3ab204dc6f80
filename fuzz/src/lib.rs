//! The properties of `tests/properties`, built once for all targets.

#[path = "../../tests/properties/mod.rs"]
mod properties;

pub use properties::holds_for;
