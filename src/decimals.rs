//! Numbers as JSON gives them: with as many decimals as mean something.

/// Rounds to `digits` decimals: the sixth decimal of a fraction is far below a pixel.
pub(crate) fn round(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    (value * scale).round() / scale
}
