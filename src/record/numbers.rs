//! Numbers as a recording writes and believes them.

/// What is wrong with a line, in words.
pub(crate) type Wrong = String;

/// `value` rounded to this many decimals; what is not a number (infinite or NaN) becomes zero.
pub(crate) fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    let value = (value * scale).round() / scale;
    // Adding zero makes a zero of a negative one, which would be two characters longer.
    if value.is_finite() { value + 0.0 } else { 0.0 }
}

/// `value`, if it lies between the two.
pub(crate) fn within(name: &str, value: f64, low: f64, high: f64) -> Result<f64, Wrong> {
    if (low..=high).contains(&value) { Ok(value) } else { Err(format!("`{name}` is {value}, which cannot be")) }
}
